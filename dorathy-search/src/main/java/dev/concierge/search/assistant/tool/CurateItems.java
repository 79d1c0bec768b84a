package dev.concierge.search.assistant.tool;

import dev.concierge.platform.http.ServiceClients;
import dev.concierge.platform.id.Ids;
import dev.concierge.search.assistant.dialogue.Heard;
import dev.concierge.search.assistant.tool.Curations.AskForCuration;
import dev.concierge.search.assistant.tool.Curations.Curated;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

@Component
class CurateItems implements Tool {
    private static final int MOST = 3;

    private final Curations curations;

    CurateItems(ServiceClients services) {
        this.curations = services.create(Curations.class, "concierge");
    }

    @Override
    public String name() {
        return "curate";
    }

    @Override
    public String says() {
        return "Recommend what suits the guest you speak with, by what they like. Cite what you use as [n].";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(Parameter.text("query", 300, "what it is to be about; leave out for whatever suits them")
                .optional());
    }

    @Override
    public Result use(Heard heard, Arguments arguments) {
        String query = arguments.find("query").orElse(null);
        String key = Ids.derived(heard.turn().messageId(), "curation " + query).toString();
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        data.putArray("hits");
        List<Heard.Shown> shown = new ArrayList<>();
        for (Curated curated : curations
                .make(key, new AskForCuration(query, heard.turn().guest().toString(), MOST))
                .items()) {
            Curations.Item item = curated.item();
            String title = Described.plain(item.title(), 120);
            data.withArray("hits")
                    .addObject()
                    .put("n", shown.size() + 1)
                    .put("kind", "items")
                    .put("id", item.itemId().toString())
                    .put("title", title)
                    .put("description", Described.plain(item.description(), 200))
                    .put("bookable", item.attributes().get("offerId") instanceof String)
                    .put(
                            "why",
                            curated.why().isEmpty()
                                    ? ""
                                    : Described.plain(curated.why().getFirst().words(), 200));
            shown.add(new Heard.Shown("items", item.itemId().toString(), title));
        }
        return new Result.Found(data, shown);
    }
}
