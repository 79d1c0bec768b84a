package dev.concierge.search.availability;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** @param asOf when resource-service said so; null when it did not */
public record AvailabilityView(State state, @Nullable Instant asOf, String says) {
    /** What became of the hint that a hit is available. */
    public enum State {
        /** It is. */
        VERIFIED,
        /** It is not any more. */
        CHANGED,
        UNKNOWN
    }

    static AvailabilityView unknown(String why) {
        return new AvailabilityView(State.UNKNOWN, null, why);
    }
}
