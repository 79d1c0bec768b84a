package dev.concierge.search.assistant.tool;

import dev.concierge.platform.http.ServiceClients;
import dev.concierge.platform.input.Numbers;
import dev.concierge.platform.input.Times;
import dev.concierge.search.assistant.dialogue.Heard;
import dev.concierge.search.assistant.tool.Bookings.Hold;
import dev.concierge.search.assistant.tool.Bookings.Made;
import dev.concierge.search.assistant.tool.Bookings.Quote;
import dev.concierge.search.assistant.tool.OfferTimes.Offer;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Holds and confirms, once the guest has said yes to what and when and for how much. */
@Component
class BookOffer implements Tool.Asking {
    private static final int ALTERNATIVES = 3;

    private final OfferTimes times;
    private final Bookings bookings;

    BookOffer(OfferTimes times, ServiceClients services) {
        this.times = times;
        this.bookings = services.create(Bookings.class, "resource");
    }

    @Override
    public String name() {
        return "book";
    }

    @Override
    public String says() {
        return "Ask the guest whether to book something that is bookable at a free time. Nothing is booked before their yes.";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                Parameter.text("item", 64, "the id of a hit"),
                Parameter.text("day", 10, "YYYY-MM-DD"),
                Parameter.text("time", 5, "HH:MM, by the clock of the place"),
                Parameter.count("party", 10_000, "how many people"));
    }

    @Override
    public Result use(Heard heard, Arguments arguments) {
        Optional<Offer> offer = times.offer(arguments.text("item"));
        if (offer.isEmpty()) {
            return new Result.Refused(notBookable(heard));
        }
        int party = arguments.count("party", 1);
        LocalTime time = When.clock(arguments.text("time"));
        List<ZonedDateTime> free = times.free(offer.get(), arguments.text("day"), party);
        return free.stream()
                .filter(at -> at.toLocalTime().equals(time))
                .findFirst()
                .<Result>map(at -> asks(heard, offer.get(), at, party))
                .orElseGet(() -> new Result.Refused(taken(heard, free)));
    }

    private Result.Asks asks(Heard heard, Offer offer, ZonedDateTime at, int party) {
        Quote quote = times.quote(offer, party);
        String price = Described.money(quote.total(), quote.currency());
        String when = When.said(at, heard.tongue());
        ObjectNode action = JsonNodeFactory.instance
                .objectNode()
                .put("businessId", offer.business())
                .put("offerId", offer.offer().toString())
                .put("from", at.toInstant().toString())
                .put("party", party)
                .put("total", quote.total())
                .put("currency", quote.currency())
                .put("title", offer.title())
                .put("when", when);
        return new Result.Asks(
                action,
                heard.tongue()
                        .say(
                                "Shall I book “%s” for %d on %s? It costs %s. Please say yes or no."
                                        .formatted(offer.title(), party, when, price),
                                "Soll ich „%s“ für %d Person(en) am %s buchen? Das kostet %s. Bitte sage ja oder nein."
                                        .formatted(offer.title(), party, when, price)));
    }

    static String taken(Heard heard, List<ZonedDateTime> free) {
        String others = free.stream()
                .limit(ALTERNATIVES)
                .map(at -> at.toLocalTime().toString())
                .collect(Collectors.joining(", "));
        return others.isEmpty()
                ? heard.tongue()
                        .say(
                                "Nothing is free on that day. Which other day suits you?",
                                "An diesem Tag ist nichts frei. Welcher andere Tag passt dir?")
                : heard.tongue()
                        .say(
                                "That time is not free; on that day these are: " + others + ".",
                                "Diese Zeit ist nicht frei; an dem Tag gibt es noch: " + others + ".");
    }

    static String notBookable(Heard heard) {
        return heard.tongue().say("That cannot be booked through me.", "Das lässt sich über mich nicht buchen.");
    }

    /** A hold that was made and not confirmed before a crash is found by its key and confirmed then. */
    @Override
    public Result act(Heard heard, JsonNode action, UUID question) {
        String business = action.path("businessId").asString();
        Made held = bookings.hold(
                question.toString(),
                new Hold(
                        business,
                        Numbers.uuid(action.path("offerId").asString()),
                        Times.instant(action.path("from").asString()),
                        action.path("party").asInt(),
                        heard.turn().guest()));
        Quote agreed =
                new Quote(action.path("total").asLong(), action.path("currency").asString());
        if (!held.quote().equals(agreed)) {
            String price = Described.money(held.quote().total(), held.quote().currency());
            return new Result.Refused(heard.tongue()
                    .say(
                            "The price has changed to " + price + " meanwhile, so I have booked nothing.",
                            "Der Preis ist inzwischen " + price + ", darum habe ich nichts gebucht."));
        }
        Made booked = bookings.confirm(business, held.bookingId());
        String title = action.path("title").asString();
        String when = action.path("when").asString();
        return new Result.Done(
                booked.status().equals("confirmed")
                        ? heard.tongue()
                                .say(
                                        "Booked: “%s” on %s.".formatted(title, when),
                                        "Gebucht: „%s“ am %s.".formatted(title, when))
                        : heard.tongue()
                                .say(
                                        "“%s” on %s is held for you; it is booked once it is paid."
                                                .formatted(title, when),
                                        "„%s“ am %s ist für dich reserviert; gebucht ist es, sobald es bezahlt ist."
                                                .formatted(title, when)));
    }
}
