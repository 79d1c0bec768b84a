package dev.concierge.search.assistant.tool;

import dev.concierge.platform.http.ServiceClients;
import dev.concierge.platform.input.Numbers;
import dev.concierge.platform.input.Times;
import dev.concierge.platform.input.Zones;
import dev.concierge.search.assistant.dialogue.Heard;
import dev.concierge.search.assistant.tool.Bookings.Booked;
import dev.concierge.search.assistant.tool.Bookings.Move;
import dev.concierge.search.assistant.tool.Bookings.Standing;
import dev.concierge.search.assistant.tool.OfferTimes.Offer;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Moves one of the guest's bookings to another free time, once they have said yes; the old one is kept until then. */
@Component
class MoveBooking implements Tool.Asking {
    private final OwnBookings own;
    private final OfferTimes times;
    private final Bookings bookings;

    MoveBooking(OwnBookings own, OfferTimes times, ServiceClients services) {
        this.own = own;
        this.times = times;
        this.bookings = services.create(Bookings.class, "resource");
    }

    @Override
    public String name() {
        return "move_booking";
    }

    @Override
    public String says() {
        return "Ask the guest whether to move one of their bookings to another free time. Nothing is moved before their yes.";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                Parameter.text("booking", 36, "the id of one of the guest's bookings"),
                Parameter.text("day", 10, "YYYY-MM-DD"),
                Parameter.text("time", 5, "HH:MM, by the clock of the place"));
    }

    @Override
    public Result use(Heard heard, Arguments arguments) {
        LocalTime time = When.clock(arguments.text("time"));
        Optional<Booked> found = own.open(heard, arguments.text("booking"));
        if (found.isEmpty()) {
            return new Result.Refused(OwnBookings.none(heard));
        }
        Booked booked = found.get();
        Standing standing = own.read(booked);
        Offer offer = new Offer(Described.plain(booked.title(), 120), booked.businessId(), standing.offerId());
        List<ZonedDateTime> free = times.free(offer, arguments.text("day"), standing.party());
        return free.stream()
                .filter(at -> at.toLocalTime().equals(time))
                .findFirst()
                .<Result>map(at -> asks(heard, booked, offer.title(), at))
                .orElseGet(() -> new Result.Refused(BookOffer.taken(heard, free)));
    }

    private static Result.Asks asks(Heard heard, Booked booked, String title, ZonedDateTime to) {
        String before = When.said(booked.from().atZone(Zones.named(booked.zone())), heard.tongue());
        String after = When.said(to, heard.tongue());
        return new Result.Asks(
                OwnBookings.action(booked, title)
                        .put("to", to.toInstant().toString())
                        .put("when", after),
                heard.tongue()
                        .say(
                                "Shall I move “%s” from %s to %s? Please say yes or no."
                                        .formatted(title, before, after),
                                "Soll ich „%s“ von %s auf %s verschieben? Bitte sage ja oder nein."
                                        .formatted(title, before, after)));
    }

    /** One that was moved before a crash stands where it was to go. */
    @Override
    public Result act(Heard heard, JsonNode action, UUID question) {
        String business = action.path("businessId").asString();
        UUID booking = Numbers.uuid(action.path("bookingId").asString());
        Instant to = Times.instant(action.path("to").asString());
        UUID guest = heard.turn().guest();
        Standing before = bookings.read(business, booking);
        boolean isThere = before.userId().equals(guest) && before.from().equals(to);
        if (!isThere && !OwnBookings.isAsAgreed(before, heard, action)) {
            return new Result.Refused(OwnBookings.changed(heard));
        }
        if (!isThere) {
            Standing _ = bookings.move(business, booking, new Move(to, guest));
        }
        String title = action.path("title").asString();
        String when = action.path("when").asString();
        return new Result.Done(heard.tongue()
                .say(
                        "Moved: “%s” is on %s now.".formatted(title, when),
                        "Verschoben: „%s“ ist jetzt am %s.".formatted(title, when)));
    }
}
