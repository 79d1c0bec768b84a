package dev.concierge.resource.booking;

import dev.concierge.resource.booking.Refusal.HoldExpired;
import dev.concierge.resource.booking.Refusal.NotPossible;
import dev.concierge.resource.booking.Refusal.TooEarlyOrLate;
import dev.concierge.resource.directory.Place;
import dev.concierge.resource.offer.OfferId;
import dev.concierge.resource.offer.OfferTerms;
import dev.concierge.resource.opening.Span;
import dev.concierge.resource.price.Amounts;
import dev.concierge.resource.price.Quote;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A time of an offer that a guest has, by the terms that held when it was booked.
 *
 * @param user whose it is; {@link #NOBODY} once they were erased
 * @param refundMost of {@link #ALL} how much goes back at most when its guest cancels
 * @param expiresAt until when it is held; null when it is not held
 */
record Booking(
        BookingId id,
        Place place,
        OfferId offer,
        UUID user,
        ZoneId zone,
        BookingStatus status,
        Span when,
        int party,
        Quote quote,
        OfferTerms terms,
        Money money,
        int refundMost,
        @Nullable Instant expiresAt,
        long version,
        Instant createdAt,
        Instant updatedAt) {
    /** How often a booking changes before its guest moves it no more: each change is kept, and told. */
    static final int MOST_CHANGES = 50;

    /** In basis points. */
    static final int ALL = 10_000;

    /** The nil UUID of RFC 9562. */
    static final UUID NOBODY = new UUID(0, 0);

    /** Confirmed at once, or once it is paid for, which it is then held for as long again. */
    Booking confirm(Instant now) {
        return switch (status) {
            case CONFIRMED, PAYMENT_PENDING -> this;
            case HELD -> {
                requireHeld(now);
                yield terms.isPrepaid() && quote.total() > 0
                        ? to(BookingStatus.PAYMENT_PENDING, now.plus(terms.holdTime()), money, now)
                        : to(BookingStatus.CONFIRMED, null, money, now);
            }
            case EXPIRED -> throw new HoldExpired(id);
            case CANCELLED, REFUNDED, NO_SHOW -> throw new NotPossible(id, status, "confirmed");
        };
    }

    /** Money came. Where nothing can be had for it any more, all of it is due back. */
    Booking paid(long amount, Instant now) {
        Money more = money.paid(amount);
        return switch (status) {
            case HELD, PAYMENT_PENDING -> to(BookingStatus.CONFIRMED, null, more, now);
            case CONFIRMED, NO_SHOW -> to(status, null, money.paid() == 0 ? more : more.due(amount), now);
            case CANCELLED, EXPIRED, REFUNDED ->
                to(status == BookingStatus.REFUNDED ? BookingStatus.CANCELLED : status, null, more.due(amount), now);
        };
    }

    /** Money went back; of a cancelled booking that is the end once nothing is due any more. */
    Booking refunded(long amount, Instant now) {
        Money less = money.refunded(amount);
        BookingStatus next =
                status == BookingStatus.CANCELLED && less.refundDue() == 0 ? BookingStatus.REFUNDED : status;
        return to(next, expiresAt, less, now);
    }

    /** A guest gets back what the terms say for that moment; who is told off by the business, everything. */
    Booking cancel(boolean byGuest, Instant now) {
        return switch (status) {
            case CANCELLED, REFUNDED -> this;
            case HELD, PAYMENT_PENDING, CONFIRMED -> {
                if (byGuest && !now.isBefore(when.from())) {
                    throw new TooEarlyOrLate(id, "cancelled", "before it begins, " + when.from());
                }
                int back = byGuest ? refundForGuest(now) : ALL;
                yield to(BookingStatus.CANCELLED, null, money.due(Amounts.portion(money.kept(), back)), now);
            }
            case EXPIRED -> throw new HoldExpired(id);
            case NO_SHOW -> throw new NotPossible(id, status, "cancelled");
        };
    }

    Booking noShow(Instant now) {
        return switch (status) {
            case NO_SHOW -> this;
            case CONFIRMED -> {
                if (now.isBefore(when.from())) {
                    throw new TooEarlyOrLate(id, "a no-show", "once it has begun, " + when.from());
                }
                yield to(BookingStatus.NO_SHOW, null, money, now);
            }
            case HELD, PAYMENT_PENDING, CANCELLED, REFUNDED, EXPIRED -> throw new NotPossible(id, status, "a no-show");
        };
    }

    private int refundForGuest(Instant now) {
        return Math.min(refundMost, terms.refund(Duration.between(now, when.from())));
    }

    /**
     * A guest moves what has not begun yet, and gets no more back afterwards than by cancelling now: else whoever is too
     * late, or has been there already, would move it far away and cancel it then.
     */
    Booking move(Span to, boolean byGuest, Instant now) {
        if (status.isHeld()) {
            requireHeld(now);
        } else if (status == BookingStatus.EXPIRED) {
            throw new HoldExpired(id);
        } else if (status != BookingStatus.CONFIRMED) {
            throw new NotPossible(id, status, "rescheduled");
        }
        if (byGuest && !now.isBefore(when.from())) {
            throw new TooEarlyOrLate(id, "rescheduled", "before it begins, " + when.from());
        }
        if (byGuest && version >= MOST_CHANGES) {
            throw new NotPossible(id, status, "rescheduled any more by its guest");
        }
        return new Booking(
                id,
                place,
                offer,
                user,
                zone,
                status,
                to,
                party,
                quote,
                terms,
                money,
                byGuest && status == BookingStatus.CONFIRMED ? refundForGuest(now) : refundMost,
                expiresAt,
                version + 1,
                createdAt,
                now);
    }

    /** Its guest will not come; what has begun stays as it is. */
    Booking withoutGuest(Instant now) {
        if (isOverdue(now)) {
            return expire(now);
        }
        return isToCome(now) && now.isBefore(when.from()) ? cancel(true, now) : this;
    }

    Booking expire(Instant now) {
        return to(BookingStatus.EXPIRED, null, money, now);
    }

    /** Whether the guest still counts on it. */
    boolean isToCome(Instant now) {
        return (status.isHeld() || status == BookingStatus.CONFIRMED)
                && when.to().isAfter(now);
    }

    boolean isOverdue(Instant now) {
        return status.isHeld() && expiresAt != null && !expiresAt.isAfter(now);
    }

    private void requireHeld(Instant now) {
        if (isOverdue(now)) {
            throw new HoldExpired(id);
        }
    }

    private Booking to(BookingStatus next, @Nullable Instant expires, Money changed, Instant now) {
        return new Booking(
                id,
                place,
                offer,
                user,
                zone,
                next,
                when,
                party,
                quote,
                terms,
                changed,
                refundMost,
                expires,
                version + 1,
                createdAt,
                now);
    }
}
