package dev.concierge.datemaker.event;

import dev.concierge.datemaker.plan.Mode;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import org.jspecify.annotations.Nullable;

/**
 * For whom an event is.
 *
 * @param groupSize the largest group; null for the mode's own
 * @param capacity how many seats there are; null for as many as register
 * @param least with fewer confirmed guests it does not take place
 * @param sideOne what the first side is called; null in {@link Mode#ALL}
 * @param sideOther what the second side is called
 * @param language spoken there, BCP 47; null for any
 * @param youngest in years; null for any age
 * @param oldest in years; null for any age
 */
@Embeddable
public record Format(
        @Enumerated(EnumType.STRING) Mode mode,
        @Nullable Integer groupSize,
        @Nullable Integer capacity,
        int least,
        @Nullable String sideOne,
        @Nullable String sideOther,
        @Nullable String language,
        @Nullable Integer youngest,
        @Nullable Integer oldest) {
    static final int LEAST = 4;
    private static final int YOUNGEST = 18;
    private static final int OLDEST = 120;
    private static final int ALL_MEET_ALL = 12;
    private static final int TWO_SIDES = 20;

    static final Format DEFAULT = new Format(Mode.ALL, null, null, LEAST, null, null, null, null, null);

    /** Whether guests have to say how old they are. */
    public boolean asksForAge() {
        return youngest != null || oldest != null;
    }

    public int youngestTaken() {
        return youngest == null ? YOUNGEST : youngest;
    }

    public int oldestTaken() {
        return oldest == null ? OLDEST : oldest;
    }

    /** The largest group. */
    public int size() {
        if (groupSize != null) {
            return groupSize;
        }
        return mode == Mode.ALL ? ALL_MEET_ALL : TWO_SIDES;
    }

    /** Seats, of a side where there are two. */
    public int seats() {
        if (capacity == null) {
            return Integer.MAX_VALUE;
        }
        return mode == Mode.ALL ? capacity : capacity / 2;
    }
}
