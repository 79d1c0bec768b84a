package dev.concierge.journey.catalogue;

import jakarta.persistence.EnumeratedValue;

/** Whether a journey takes guests in. */
public enum JourneyState {
    /** Nothing of it was published yet. */
    DRAFT("draft"),
    /** Published; event-service has yet to say that it listens. */
    ARMING("arming"),
    LIVE("live"),
    /** Stands still, in the way its policy says. */
    PAUSED("paused"),
    /** Takes nobody in any more; archived when the last run has ended. */
    DRAINING("draining"),
    ARCHIVED("archived");

    /** As on the wire and in the table. */
    @EnumeratedValue
    private final String wireName;

    JourneyState(String wireName) {
        this.wireName = wireName;
    }

    String wireName() {
        return wireName;
    }

    /** Event-service matches entries from the moment it applies a version, before its echo arrives here. */
    public boolean admits() {
        return this == ARMING || this == LIVE || this == PAUSED;
    }

    boolean isOver() {
        return this == DRAINING || this == ARCHIVED;
    }
}
