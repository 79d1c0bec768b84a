package dev.concierge.resource.booking;

import dev.concierge.platform.problem.Fact;
import dev.concierge.resource.booking.Bookings.Told;
import dev.concierge.resource.offer.Offer;
import java.time.Duration;
import java.time.Instant;

/** Why a booking is not made or changed. */
abstract sealed class Refusal extends Fact {
    private Refusal(Kind kind, String code, String detail) {
        super(kind, code, detail);
    }

    static final class BookingNotFound extends Refusal {
        BookingNotFound(BookingId booking) {
            super(
                    Kind.NOT_FOUND,
                    "booking-not-found",
                    "There is no booking " + booking + " of " + booking.business() + ".");
        }
    }

    /** Somebody else has it. */
    static final class SlotTaken extends Refusal {
        SlotTaken(Instant from) {
            super(Kind.CONFLICT, "slot-taken", "What was asked for is not free at " + from + ".");
        }
    }

    /** A service gives its times out, by rules of its own that are not to be gone round here. */
    static final class BookedElsewhere extends Refusal {
        BookedElsewhere(Offer offer) {
            super(
                    Kind.CONFLICT,
                    "booked-elsewhere",
                    "Offer " + offer.id() + " is booked through "
                            + offer.terms().bookedThrough() + ", not here.");
        }
    }

    static final class HoldExpired extends Refusal {
        HoldExpired(BookingId booking) {
            super(Kind.CONFLICT, "hold-expired", "Booking " + booking + " was held no longer.");
        }
    }

    /** Others want to come, too. */
    static final class TooManyToCome extends Refusal {
        TooManyToCome(int most) {
            super(
                    Kind.CONFLICT,
                    "too-many-bookings",
                    "This guest has " + most + " bookings to come here, as many as one guest may have.");
        }
    }

    /** Each is kept, and told to everybody who follows bookings. */
    static final class TooManyMade extends Refusal {
        TooManyMade(int most) {
            super(
                    Kind.TOO_MANY_REQUESTS,
                    "too-many-booked",
                    "This guest has booked " + most + " times here within a day, as often as one guest may.");
        }

        @Override
        public Duration retryAfter() {
            return Duration.ofHours(1);
        }
    }

    /** What it is now does not allow it. */
    static final class NotPossible extends Refusal {
        NotPossible(BookingId booking, BookingStatus status, String wanted) {
            super(
                    Kind.CONFLICT,
                    "booking-state",
                    "Booking " + booking + " is " + status.text() + " and cannot be " + wanted + ".");
        }
    }

    static final class TooEarlyOrLate extends Refusal {
        TooEarlyOrLate(BookingId booking, String wanted, String when) {
            super(Kind.CONFLICT, "booking-time", "Booking " + booking + " can be " + wanted + " only " + when + ".");
        }
    }

    static final class KeyReused extends Refusal {
        KeyReused(String key) {
            super(
                    Kind.UNPROCESSABLE,
                    "idempotency-key-reused",
                    "Idempotency-Key " + key + " was used for another request.");
        }
    }

    /** One id is one piece of news: counted twice, or not at all, money would be lost without a word. */
    static final class PaymentDiffers extends Refusal {
        PaymentDiffers(String payment, Told told) {
            super(
                    Kind.UNPROCESSABLE,
                    "payment-differs",
                    "Payment " + payment + " was told as " + told.kind() + " " + told.amount() + " of booking "
                            + told.booking() + "; what is told now is counted under an id of its own.");
        }
    }

    static final class BadSignature extends Refusal {
        BadSignature(String why) {
            super(Kind.UNAUTHENTICATED, "invalid-signature", "Concierge-Signature: " + why + ".");
        }
    }
}
