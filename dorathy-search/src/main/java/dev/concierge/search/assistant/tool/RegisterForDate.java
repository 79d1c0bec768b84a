package dev.concierge.search.assistant.tool;

import dev.concierge.platform.http.ServiceClients;
import dev.concierge.platform.input.Numbers;
import dev.concierge.platform.input.Refused;
import dev.concierge.search.assistant.dialogue.Heard;
import dev.concierge.search.assistant.tool.Dates.DateToCome;
import dev.concierge.search.assistant.tool.Dates.Fare;
import dev.concierge.search.assistant.tool.Dates.Register;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Registers the guest, once they have said yes. */
@Component
class RegisterForDate implements Tool.Asking {
    private final Dates dates;

    RegisterForDate(ServiceClients services) {
        this.dates = services.create(Dates.class, "datemaker");
    }

    @Override
    public String name() {
        return "register_for_date";
    }

    @Override
    public String says() {
        return "Ask the guest whether to register them for a speed-dating event. Nothing happens before their yes.";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                Parameter.text("event", 36, "the id of an event"),
                Parameter.count("age", 150, "where the guest has said it").optional(),
                Parameter.text("side", 40, "which side of a two-sided event, where the guest has said it")
                        .optional());
    }

    @Override
    public Result use(Heard heard, Arguments arguments) {
        DateToCome event = dates.read(event(arguments.text("event")));
        String title = ListDates.title(event, heard);
        String when = ListDates.when(event, heard);
        ObjectNode action = JsonNodeFactory.instance
                .objectNode()
                .put("event", event.eventId().toString())
                .put("title", title)
                .put("when", when);
        if (arguments.count("age", 0) > 0) {
            action.put("age", arguments.count("age", 0));
        }
        arguments.find("side").ifPresent(side -> action.put("side", side));
        return new Result.Asks(
                action,
                heard.tongue()
                        .say(
                                "Shall I register you for “%s” on %s?%s Please say yes or no."
                                        .formatted(title, when, price(event, heard)),
                                "Soll ich dich für „%s“ am %s anmelden?%s Bitte sage ja oder nein."
                                        .formatted(title, when, price(event, heard))));
    }

    /** Nobody agrees to a seat without hearing what it costs. */
    private static String price(DateToCome event, Heard heard) {
        Fare fare = event.fare();
        if (fare == null) {
            return "";
        }
        Long amount = fare.amount();
        String currency = fare.currency();
        return amount == null || currency == null
                ? heard.tongue().say(" It is not free.", " Das ist nicht kostenlos.")
                : heard.tongue()
                        .say(" A seat costs %s.", " Ein Platz kostet %s.")
                        .formatted(Described.money(amount, currency));
    }

    private static UUID event(String id) {
        try {
            return Numbers.uuid(id);
        } catch (Refused noId) {
            throw new Arguments.Unfit("event: (expected: the id of an event)");
        }
    }

    /** The same registration again changes nothing. */
    @Override
    public Result act(Heard heard, JsonNode action, UUID question) {
        Dates.Seat seat = dates.register(
                Numbers.uuid(action.path("event").asString()),
                heard.turn().guest(),
                new Register(
                        action.has("age") ? action.path("age").asInt() : null,
                        action.has("side") ? action.path("side").asString() : null));
        String title = action.path("title").asString();
        String when = action.path("when").asString();
        return new Result.Done(
                switch (seat.status()) {
                    case "WAITING" ->
                        heard.tongue()
                                .say(
                                        "“%s” is full; you are on the wait list.".formatted(title),
                                        "„%s“ ist voll; du stehst auf der Warteliste.".formatted(title));
                    case "BOOKING" ->
                        heard.tongue()
                                .say(
                                        "A seat of “%s”, %s, is kept for you; you hear in a moment whether it is booked."
                                                .formatted(title, when),
                                        "Ein Platz für „%s“, %s, ist für dich vorgemerkt; gleich hörst du, ob er gebucht ist."
                                                .formatted(title, when));
                    default ->
                        heard.tongue()
                                .say(
                                        "You are registered for “%s”, %s.".formatted(title, when),
                                        "Du bist für „%s“ angemeldet, %s.".formatted(title, when));
                });
    }
}
