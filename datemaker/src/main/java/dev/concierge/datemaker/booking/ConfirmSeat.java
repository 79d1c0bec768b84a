package dev.concierge.datemaker.booking;

import dev.concierge.datemaker.booking.Bookings.Standing;
import dev.concierge.platform.effect.EffectHandler;
import dev.concierge.platform.effect.RequestedEffect;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.web.client.HttpClientErrorException;

/** Confirms the seat that is held; one that is paid for first waits for its payment from then on. */
@Component
class ConfirmSeat implements EffectHandler<HoldSeat.Asked> {
    static final String KIND = "seat.confirm";

    private final Bookings bookings;
    private final Seats seats;
    private final SettleSeat settle;

    ConfirmSeat(Bookings bookings, Seats seats, SettleSeat settle) {
        this.bookings = bookings;
        this.seats = seats;
        this.settle = settle;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Class<HoldSeat.Asked> payloadType() {
        return HoldSeat.Asked.class;
    }

    @Override
    public Duration patience() {
        return HoldSeat.PATIENCE;
    }

    @Override
    public Completion perform(RequestedEffect<HoldSeat.Asked> effect) {
        Optional<Seat> held = seats.find(effect.id()).filter(seat -> seat.state() == Seat.State.HELD);
        if (held.isEmpty()) {
            return () -> {};
        }
        Seat seat = held.get();
        try {
            Standing standing = bookings.confirm(seat.business(), Objects.requireNonNull(seat.booking()));
            return () -> settle.settle(effect.id(), standing);
        } catch (HttpClientErrorException refusal) {
            String why = Refused.reason(refusal);
            return () -> settle.lose(effect.id(), "NOT_BOOKED", why);
        }
    }

    @Override
    public void onGivenUp(RequestedEffect<HoldSeat.Asked> effect, String cause) {
        settle.giveUp(effect.id());
    }
}
