package dev.concierge.datemaker.booking;

import dev.concierge.datemaker.booking.Bookings.Standing;
import dev.concierge.datemaker.event.DateEvent;
import dev.concierge.datemaker.event.DateEventId;
import dev.concierge.datemaker.event.DateEvents;
import dev.concierge.datemaker.notice.Money;
import dev.concierge.datemaker.notice.Notice;
import dev.concierge.datemaker.registration.EventDesk;
import dev.concierge.datemaker.registration.Registration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.springframework.stereotype.Component;

/**
 * Makes of a booking's state what it means for the guest's seat, in the transaction under way and under the event's lock.
 * Answers of calls and news of the topic overtake each other: what is older than what is known changes nothing.
 */
@Component
public class SettleSeat {
    private final Seats seats;
    private final DateEvents events;
    private final EventDesk desk;

    SettleSeat(Seats seats, DateEvents events, EventDesk desk) {
        this.seats = seats;
        this.events = events;
        this.desk = desk;
    }

    /** The topic tells of all bookings; most are not of seats. */
    public void on(BookingChanged changed) {
        seats.ofBooking(changed.bookingId())
                .ifPresent(seat -> under(seat.id(), (event, known) -> {
                    if (changed.version() > known.version()) {
                        settle(event, known, changed.status(), changed.from(), changed.version());
                    }
                }));
    }

    /** What a call was answered. */
    void settle(UUID id, Standing standing) {
        under(id, (event, seat) -> {
            if (standing.version() <= seat.version()) {
                return;
            }
            if (standing.status().equals("payment-pending")) {
                Instant until = standing.expiresAt() == null ? seat.startsAt() : standing.expiresAt();
                Money total =
                        new Money(standing.quote().total(), standing.quote().currency());
                seats.unpaid(id, total, until, standing.version());
                desk.tell(registration(seat), Notice.pay(standing.bookingId(), total, until));
            } else {
                settle(event, seat, standing.status(), standing.from(), standing.version());
            }
        });
    }

    /** There is no booking and will be none. */
    void lose(UUID id, String reason, String text) {
        under(id, (event, seat) -> lost(event, seat, seat.version(), reason, text));
    }

    /** It takes too long; what may have come of it is given back. */
    void giveUp(UUID id) {
        under(
                id,
                (event, seat) -> desk.unbooked(
                        event,
                        registration(seat),
                        "NOT_BOOKED",
                        "Your seat could not be booked: bookings do not answer. You pay nothing; please try again."));
    }

    private void settle(DateEvent event, Seat seat, String status, Instant from, long version) {
        switch (status) {
            case "confirmed" -> {
                if (from.equals(seat.startsAt())) {
                    seats.move(seat.id(), Seat.State.BOOKED, version);
                    desk.booked(event, registration(seat));
                } else {
                    lost(event, seat, version, "BOOKING_MOVED", "Your booking is for another time now.");
                }
            }
            case "expired" -> lost(event, seat, version, "NOT_PAID", "Your seat is gone: it was not paid for in time.");
            case "cancelled", "refunded" ->
                lost(event, seat, version, "BOOKING_CANCELLED", "Your seat is gone: its booking was cancelled.");
            default -> seats.move(seat.id(), seat.state(), version);
        }
    }

    private void lost(DateEvent event, Seat seat, long version, String reason, String text) {
        seats.move(seat.id(), Seat.State.LOST, version);
        desk.unbooked(event, registration(seat), reason, text);
    }

    private void under(UUID id, BiConsumer<DateEvent, Seat> then) {
        Optional<DateEvent> event = seats.find(id).flatMap(seat -> events.lock(new DateEventId(seat.event())));
        if (event.isPresent()) {
            seats.find(id).filter(seat -> seat.state().isLive()).ifPresent(seat -> then.accept(event.get(), seat));
        }
    }

    private Registration registration(Seat seat) {
        return desk.find(seat.event(), seat.user());
    }
}
