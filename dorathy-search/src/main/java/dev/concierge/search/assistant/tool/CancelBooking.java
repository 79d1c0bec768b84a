package dev.concierge.search.assistant.tool;

import dev.concierge.platform.http.ServiceClients;
import dev.concierge.platform.input.Numbers;
import dev.concierge.platform.input.Zones;
import dev.concierge.search.assistant.dialogue.Heard;
import dev.concierge.search.assistant.tool.Bookings.Booked;
import dev.concierge.search.assistant.tool.Bookings.Cancel;
import dev.concierge.search.assistant.tool.Bookings.Paid;
import dev.concierge.search.assistant.tool.Bookings.Standing;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Cancels one of the guest's bookings, once they have said yes; what is paid back follows from the offer's rules. */
@Component
class CancelBooking implements Tool.Asking {
    private final OwnBookings own;
    private final Bookings bookings;

    CancelBooking(OwnBookings own, ServiceClients services) {
        this.own = own;
        this.bookings = services.create(Bookings.class, "resource");
    }

    @Override
    public String name() {
        return "cancel_booking";
    }

    @Override
    public String says() {
        return "Ask the guest whether to cancel one of their bookings. Nothing is cancelled before their yes.";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(Parameter.text("booking", 36, "the id of one of the guest's bookings"));
    }

    @Override
    public Result use(Heard heard, Arguments arguments) {
        Optional<Booked> found = own.open(heard, arguments.text("booking"));
        if (found.isEmpty()) {
            return new Result.Refused(OwnBookings.none(heard));
        }
        Booked booked = found.get();
        String title = Described.plain(booked.title(), 120);
        String when = When.said(booked.from().atZone(Zones.named(booked.zone())), heard.tongue());
        return new Result.Asks(
                OwnBookings.action(booked, title),
                heard.tongue()
                        .say(
                                "Shall I cancel “%s” on %s? What you get back follows from its rules. Please say yes or no."
                                        .formatted(title, when),
                                "Soll ich „%s“ am %s stornieren? Was du zurückbekommst, richtet sich nach den Regeln des Angebots. Bitte sage ja oder nein."
                                        .formatted(title, when)));
    }

    /** One that was cancelled before a crash stays so. */
    @Override
    public Result act(Heard heard, JsonNode action, UUID question) {
        String business = action.path("businessId").asString();
        UUID booking = Numbers.uuid(action.path("bookingId").asString());
        Standing before = bookings.read(business, booking);
        if (!OwnBookings.isAsAgreed(before, heard, action)) {
            return new Result.Refused(OwnBookings.changed(heard));
        }
        Standing after = before.isCancelled()
                ? before
                : bookings.cancel(
                        business,
                        booking,
                        new Cancel("assistant " + question, heard.turn().guest()));
        String title = action.path("title").asString();
        return new Result.Done(
                heard.tongue().say("Cancelled: “%s”.", "Storniert: „%s“.").formatted(title)
                        + back(after.payment(), heard));
    }

    private static String back(Paid paid, Heard heard) {
        if (paid.refundDue() == 0) {
            return "";
        }
        return heard.tongue()
                .say(" You get %s back.", " Du bekommst %s zurück.")
                .formatted(Described.money(paid.refundDue(), paid.currency()));
    }
}
