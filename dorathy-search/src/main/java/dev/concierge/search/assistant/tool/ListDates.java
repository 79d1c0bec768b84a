package dev.concierge.search.assistant.tool;

import dev.concierge.platform.http.ServiceClients;
import dev.concierge.search.assistant.dialogue.Heard;
import dev.concierge.search.assistant.tool.Dates.DateToCome;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

@Component
class ListDates implements Tool {
    private static final Set<String> OPEN = Set.of("NOT_STARTED", "REG_CONFIRM");
    private static final int LOOKED_AT = 20;
    private static final int MOST = 5;

    private final Dates dates;

    ListDates(ServiceClients services) {
        this.dates = services.create(Dates.class, "datemaker");
    }

    @Override
    public String name() {
        return "date_events";
    }

    @Override
    public String says() {
        return "List the speed-dating events that one can still register for.";
    }

    @Override
    public Result use(Heard heard, Arguments arguments) {
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        data.putArray("events");
        List<Heard.Shown> shown = new ArrayList<>();
        dates.list(LOOKED_AT).items().stream()
                .filter(event -> OPEN.contains(event.state()))
                .limit(MOST)
                .forEach(event -> {
                    data.withArray("events")
                            .addObject()
                            .put("n", shown.size() + 1)
                            .put("id", event.eventId().toString())
                            .put("title", title(event, heard))
                            .put("when", when(event, heard));
                    shown.add(new Heard.Shown("dates", event.eventId().toString(), title(event, heard)));
                });
        return new Result.Found(data, shown);
    }

    static String title(DateToCome event, Heard heard) {
        return event.title() == null || event.title().isBlank()
                ? heard.tongue().say("Speed dating", "Speed-Dating")
                : Described.plain(event.title(), 120);
    }

    static String when(DateToCome event, Heard heard) {
        return When.said(event.startsAt().atZone(ZoneOffset.UTC), heard.tongue()) + " UTC";
    }
}
