package dev.concierge.datemaker.booking;

import dev.concierge.platform.database.Workload;
import dev.concierge.platform.effect.Effects;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Compares who has a seat with what is booked, and asks for what is missing or too much: so no path that gives or takes
 * a seat can forget its booking.
 */
@Component
class KeepSeatsBooked {
    private final Seats seats;
    private final Effects effects;
    private final TransactionTemplate transaction;

    KeepSeatsBooked(Seats seats, Effects effects, TransactionTemplate transaction) {
        this.seats = seats;
        this.effects = effects;
        this.transaction = transaction;
    }

    @Scheduled(fixedDelay = 500)
    void compare() {
        Workload.BACKGROUND.run(() -> transaction.executeWithoutResult(_ -> ask()));
    }

    private void ask() {
        seats.close();
        seats.giveUp()
                .forEach(given -> effects.request(
                        given.seat(),
                        GiveSeatBack.KIND,
                        given.seat().toString(),
                        new GiveSeatBack.Asked(given.inFull())));
        seats.begin().forEach(seat -> effects.request(seat, HoldSeat.KIND, seat.toString(), new HoldSeat.Asked(seat)));
        seats.unpriced()
                .forEach(event -> effects.request(
                        event.event(),
                        ReadPrice.KIND,
                        event.event().toString(),
                        new ReadPrice.Asked(event.business(), event.offer())));
    }
}
