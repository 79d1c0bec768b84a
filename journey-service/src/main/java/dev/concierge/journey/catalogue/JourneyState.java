package dev.concierge.journey.catalogue;

/** Whether a journey takes guests in. */
public enum JourneyState {
    /** Nothing of it was published yet. */
    DRAFT,
    /** Published; event-service has yet to say that it listens. */
    ARMING,
    LIVE,
    /** Takes nobody in any more; archived when the last run has ended. */
    DRAINING,
    ARCHIVED;

    /** Event-service matches entries from the moment it applies a version, before its echo arrives here. */
    public boolean admits() {
        return this == ARMING || this == LIVE;
    }

    boolean isOver() {
        return this == DRAINING || this == ARCHIVED;
    }
}
