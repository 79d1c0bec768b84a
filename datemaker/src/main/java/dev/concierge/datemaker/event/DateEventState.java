package dev.concierge.datemaker.event;

import jakarta.persistence.EnumeratedValue;

/** The rows of {@code event_states}. */
public enum DateEventState {
    NOT_STARTED(0),
    REG_CONFIRM(1),
    READY(2),
    RUNNING(3),
    FINISHED(4),
    SKIPPED(5);

    @EnumeratedValue
    private final short id;

    DateEventState(int id) {
        this.id = (short) id;
    }
}
