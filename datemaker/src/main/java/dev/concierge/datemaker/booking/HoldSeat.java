package dev.concierge.datemaker.booking;

import dev.concierge.datemaker.booking.Bookings.Hold;
import dev.concierge.platform.effect.EffectHandler;
import dev.concierge.platform.effect.Effects;
import dev.concierge.platform.effect.RequestedEffect;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.web.client.HttpClientErrorException;

/**
 * Holds a guest's seat. It is confirmed in a second call, once it is known here: news of it can then be told whose it is,
 * however soon somebody pays.
 */
@Component
class HoldSeat implements EffectHandler<HoldSeat.Asked> {
    static final String KIND = "seat.hold";
    /** Guests wait for it; then they are told that it cannot be had. */
    static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Bookings bookings;
    private final Seats seats;
    private final SettleSeat settle;
    private final Effects effects;

    HoldSeat(Bookings bookings, Seats seats, SettleSeat settle, Effects effects) {
        this.bookings = bookings;
        this.seats = seats;
        this.settle = settle;
        this.effects = effects;
    }

    record Asked(UUID seat) {}

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Class<Asked> payloadType() {
        return Asked.class;
    }

    @Override
    public Duration patience() {
        return PATIENCE;
    }

    @Override
    public Completion perform(RequestedEffect<Asked> effect) {
        Optional<Seat> wanted = seats.find(effect.id()).filter(seat -> seat.state() == Seat.State.WANTED);
        if (wanted.isEmpty()) {
            return () -> {};
        }
        try {
            UUID booking =
                    bookings.hold(effect.id().toString(), request(wanted.get())).bookingId();
            return () -> held(effect, booking);
        } catch (HttpClientErrorException refusal) {
            String why = Refused.reason(refusal);
            return () -> settle.lose(effect.id(), "NOT_BOOKED", why);
        }
    }

    /** What was held meanwhile for a guest who does not want it any more goes back by its own request. */
    private void held(RequestedEffect<Asked> effect, UUID booking) {
        if (seats.held(effect.id(), booking)) {
            effects.request(effect.id(), ConfirmSeat.KIND, effect.key(), effect.payload());
        }
    }

    /** The same each time, as the key is. */
    static Hold request(Seat seat) {
        return new Hold(seat.business(), seat.offer(), seat.startsAt(), 1, seat.user());
    }

    /** Whether anything is held is not known then: {@link GiveSeatBack} finds out. */
    @Override
    public void onGivenUp(RequestedEffect<Asked> effect, String cause) {
        settle.giveUp(effect.id());
    }
}
