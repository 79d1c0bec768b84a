package dev.concierge.resource.booking;

import dev.concierge.platform.problem.InvalidInput;

/**
 * What was paid for a booking, in the smallest unit of its currency: it is kept, due back or given back.
 *
 * @param refundDue what the guest has to get back still
 */
record Money(long paid, long refundDue, long refunded) {
    static final Money NONE = new Money(0, 0, 0);

    Money {
        if (paid < 0 || refundDue < 0 || refunded < 0 || refundDue + refunded > paid) {
            throw new IllegalArgumentException(
                    "refundDue: " + refundDue + " (expected: with " + refunded + " no more than " + paid + ")");
        }
    }

    long kept() {
        return paid - refundDue - refunded;
    }

    Money paid(long amount) {
        return new Money(paid + amount, refundDue, refunded);
    }

    /** So much of what is kept is due back. */
    Money due(long amount) {
        return new Money(paid, refundDue + amount, refunded);
    }

    /** @throws InvalidInput when more is given back than was kept or due */
    Money refunded(long amount) {
        if (amount > paid - refunded) {
            throw new InvalidInput("/amount", amount, "at most what was paid and not given back, " + (paid - refunded));
        }
        return new Money(paid, Math.max(0, refundDue - amount), refunded + amount);
    }
}
