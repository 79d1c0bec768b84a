package dev.concierge.search.assistant.tool;

import dev.concierge.platform.http.ServiceClients;
import dev.concierge.search.assistant.dialogue.Heard;
import dev.concierge.search.assistant.tool.GuestEvents.GuestEvent;
import java.time.ZoneOffset;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

@Component
class ListEvents implements Tool {
    private static final int MOST = 10;

    private final GuestEvents events;

    ListEvents(ServiceClients services) {
        this.events = services.create(GuestEvents.class, "event");
    }

    @Override
    public String name() {
        return "my_events";
    }

    @Override
    public String says() {
        return "List what the guest you speak with did lately, the latest first.";
    }

    @Override
    public Result use(Heard heard, Arguments arguments) {
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        data.putArray("events");
        for (GuestEvent event : events.of(heard.turn().guest().toString(), MOST).items()) {
            data.withArray("events")
                    .addObject()
                    .put("name", Described.plain(event.eventName(), 80))
                    .put("when", When.said(event.eventAt().atZone(ZoneOffset.UTC), heard.tongue()) + " UTC");
        }
        return new Result.Found(data);
    }
}
