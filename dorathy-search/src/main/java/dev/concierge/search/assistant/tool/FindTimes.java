package dev.concierge.search.assistant.tool;

import dev.concierge.search.assistant.dialogue.Heard;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

@Component
class FindTimes implements Tool {
    private static final int MOST = 8;

    private final OfferTimes times;

    FindTimes(OfferTimes times) {
        this.times = times;
    }

    @Override
    public String name() {
        return "free_times";
    }

    @Override
    public String says() {
        return "List when something that was found and is bookable is free, by the clock of its place.";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                Parameter.text("item", 64, "the id of a hit"),
                Parameter.text("day", 10, "YYYY-MM-DD; leave out for the next days")
                        .optional(),
                Parameter.count("party", 10_000, "how many people, 1 if left out")
                        .optional());
    }

    @Override
    public Result use(Heard heard, Arguments arguments) {
        return times.offer(arguments.text("item"))
                .<Result>map(offer -> {
                    ObjectNode data = JsonNodeFactory.instance.objectNode().put("title", offer.title());
                    data.putArray("times");
                    times.free(offer, arguments.find("day").orElse(null), arguments.count("party", 1)).stream()
                            .limit(MOST)
                            .forEach(at -> data.withArray("times")
                                    .addObject()
                                    .put("day", at.toLocalDate().toString())
                                    .put("time", at.toLocalTime().toString())
                                    .put("says", When.said(at, heard.tongue())));
                    return new Result.Found(data);
                })
                .orElseGet(() -> new Result.Refused(BookOffer.notBookable(heard)));
    }
}
