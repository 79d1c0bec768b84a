package dev.concierge.resource.booking;

import dev.concierge.platform.problem.InvalidInput;
import dev.concierge.resource.booking.Bookings.Told;
import dev.concierge.resource.booking.PaymentController.Payment;
import dev.concierge.resource.booking.Refusal.PaymentDiffers;
import dev.concierge.resource.shard.RoundTrip;
import dev.concierge.resource.shard.Shard;
import dev.concierge.resource.tenant.TenantTransactions;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Takes what is told of payments into their bookings. Money that comes for a slot which is still kept confirms it, late or
 * not; money for one that is gone is due back.
 */
@Component
class ReceivePayments {
    private final TenantTransactions tenants;
    private final Bookings bookings;
    private final ChangeBookings change;
    private final Clock clock;

    ReceivePayments(TenantTransactions tenants, Bookings bookings, ChangeBookings change, Clock clock) {
        this.tenants = tenants;
        this.bookings = bookings;
        this.change = change;
        this.clock = clock;
    }

    Booking receive(Payment payment) {
        BookingId id = payment.booking();
        return tenants.finish(id.business(), shard -> received(shard, id, payment));
    }

    private Booking received(Shard shard, BookingId id, Payment payment) {
        Booking before = bookings.lock(shard, id, List.of());
        if (!before.quote().currency().equals(payment.currency())) {
            throw new InvalidInput(
                    "/currency",
                    payment.currency(),
                    "the booking's, " + before.quote().currency());
        }
        Instant now = clock.instant();
        String kind = payment.kind().name().toLowerCase(Locale.ROOT);
        Optional<Told> told = bookings.addPayment(shard, id, payment.paymentId(), kind, payment.amount(), now);
        if (told.isPresent()) {
            if (!told.get().equals(new Told(id.value(), kind, payment.amount()))) {
                throw new PaymentDiffers(payment.paymentId(), told.get());
            }
            return before;
        }
        Booking after = switch (payment.kind()) {
            case SUCCEEDED -> paid(before, payment.amount(), now);
            case REFUNDED -> before.refunded(payment.amount(), now);
        };
        RoundTrip writes = shard.roundTrip();
        change.settle(writes, before, after);
        bookings.change(
                shard,
                writes,
                before,
                after,
                Actor.PAYMENT,
                kind + " " + payment.amount() + " by " + payment.paymentId(),
                before.status() == after.status() ? "" : ChangeBookings.type(after));
        writes.run();
        return after;
    }

    private static Booking paid(Booking before, long amount, Instant now) {
        if (amount != before.quote().total()) {
            throw new InvalidInput(
                    "/amount", amount, "the booking's total, " + before.quote().total());
        }
        return before.paid(amount, now);
    }
}
