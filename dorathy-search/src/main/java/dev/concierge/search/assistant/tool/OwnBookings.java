package dev.concierge.search.assistant.tool;

import dev.concierge.platform.http.ServiceClients;
import dev.concierge.platform.input.Times;
import dev.concierge.search.assistant.dialogue.Heard;
import dev.concierge.search.assistant.tool.Bookings.Booked;
import dev.concierge.search.assistant.tool.Bookings.Standing;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The bookings of the guest of the turn. One is found among theirs alone, whatever id is given. */
@Component
class OwnBookings {
    private static final int MOST = 50;

    private final Bookings bookings;
    private final Clock clock;

    OwnBookings(ServiceClients services, Clock clock) {
        this.bookings = services.create(Bookings.class, "resource");
        this.clock = clock;
    }

    List<Booked> latest(Heard heard, int most) {
        return bookings.of(heard.turn().guest().toString(), most).items();
    }

    /** One that can be changed yet. */
    Optional<Booked> open(Heard heard, String booking) {
        return latest(heard, MOST).stream()
                .filter(one -> one.bookingId().toString().equals(booking))
                .filter(this::isOpen)
                .findFirst();
    }

    boolean isOpen(Booked booked) {
        return booked.isOpen(clock.instant());
    }

    Standing read(Booked booked) {
        return bookings.read(booked.businessId(), booked.bookingId());
    }

    /** What the guest is asked to agree to: this booking, at the time that it has now. */
    static ObjectNode action(Booked booked, String title) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("businessId", booked.businessId())
                .put("bookingId", booked.bookingId().toString())
                .put("from", booked.from().toString())
                .put("title", title);
    }

    /** Whether it is what was spoken of: the guest's still, and at that time. */
    static boolean isAsAgreed(Standing now, Heard heard, JsonNode action) {
        return now.userId().equals(heard.turn().guest())
                && now.from().equals(Times.instant(action.path("from").asString()));
    }

    static String none(Heard heard) {
        return heard.tongue()
                .say(
                        "You have no such booking that could still be changed.",
                        "Du hast keine solche Buchung, die sich noch ändern ließe.");
    }

    static String changed(Heard heard) {
        return heard.tongue()
                .say(
                        "That booking has changed meanwhile, so I have left it as it is.",
                        "Diese Buchung hat sich inzwischen geändert, darum habe ich sie gelassen, wie sie ist.");
    }
}
