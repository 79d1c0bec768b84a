package dev.concierge.datemaker.booking;

import dev.concierge.datemaker.booking.Bookings.Cancel;
import dev.concierge.platform.effect.EffectHandler;
import dev.concierge.platform.effect.RequestedEffect;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.client.HttpClientErrorException;

/**
 * Cancels the booking of a seat that its guest does not have any more. Where it is not known whether there is one, it is
 * asked for again by its key first: that answers with the one that was made, and a request that is still on its way
 * finds the cancelled one.
 */
@Component
class GiveSeatBack implements EffectHandler<GiveSeatBack.Asked> {
    static final String KIND = "seat.give-back";

    private static final Logger log = LoggerFactory.getLogger(GiveSeatBack.class);

    private final Bookings bookings;
    private final Seats seats;

    GiveSeatBack(Bookings bookings, Seats seats) {
        this.bookings = bookings;
        this.seats = seats;
    }

    /** @param inFull whether the guest gets everything back */
    record Asked(boolean inFull) {}

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Class<Asked> payloadType() {
        return Asked.class;
    }

    @Override
    public Completion perform(RequestedEffect<Asked> effect) {
        Seat seat = seats.find(effect.id()).orElse(null);
        if (seat == null) {
            // an erased guest's bookings are resource-service's to cancel
            return () -> {};
        }
        try {
            UUID booking = seat.booking() == null
                    ? bookings.hold(effect.id().toString(), HoldSeat.request(seat))
                            .bookingId()
                    : seat.booking();
            bookings.cancel(
                    seat.business(),
                    booking,
                    new Cancel(
                            "date event " + seat.event(),
                            seat.user(),
                            effect.payload().inFull()));
        } catch (HttpClientErrorException refusal) {
            log.info("Nothing to give back of seat {}: {}", effect.id(), Refused.reason(refusal));
        }
        return () -> seats.move(effect.id(), Seat.State.GIVEN_BACK, seat.version());
    }

    @Override
    public void onGivenUp(RequestedEffect<Asked> effect, String cause) {
        log.error("The booking of seat {} is not cancelled, by hand it can be: {}", effect.id(), cause);
    }
}
