package dev.concierge.datemaker.plan;

import java.util.UUID;

/** Two people, in no order: the lower id, as the database orders them, is named first. */
public record Pair(UUID one, UUID other) {
    public Pair {
        int order = compare(one, other);
        if (order == 0) {
            throw new IllegalArgumentException("pair: " + one + " twice (expected: two people)");
        }
        if (order > 0) {
            UUID lower = other;
            other = one;
            one = lower;
        }
    }

    /** Without signs, unlike {@link UUID#compareTo}. */
    static int compare(UUID one, UUID other) {
        int high = Long.compareUnsigned(one.getMostSignificantBits(), other.getMostSignificantBits());
        return high != 0 ? high : Long.compareUnsigned(one.getLeastSignificantBits(), other.getLeastSignificantBits());
    }

    public boolean has(UUID person) {
        return one.equals(person) || other.equals(person);
    }

    public UUID partnerOf(UUID person) {
        return one.equals(person) ? other : one;
    }
}
