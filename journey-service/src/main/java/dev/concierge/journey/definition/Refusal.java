package dev.concierge.journey.definition;

import java.util.Locale;

/** Why a guest was not let in. */
public enum Refusal {
    /** Has been in before, and may not again, or not yet. */
    REENTRY,
    /** Is on as many runs of the journey as a guest may be at once. */
    LIVE,
    /** Came in too often lately. */
    RATE,
    /** Is on a journey of the same group that goes before this one. */
    OUTRANKED,
    /** The journey has had as many runs as it may have at all. */
    CAP,
    /** The journey takes nobody in: it is draining or archived, or was never published. */
    JOURNEY_CLOSED,
    /** The journey is paused, and holds nobody. */
    JOURNEY_PAUSED,
    JOURNEY_UNKNOWN,
    VERSION_UNKNOWN;

    public String written() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
