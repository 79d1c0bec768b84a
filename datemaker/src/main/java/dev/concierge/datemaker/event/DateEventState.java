package dev.concierge.datemaker.event;

import java.util.Arrays;

/** The rows of {@code event_states}. */
enum DateEventState {
    NOT_STARTED(0),
    REG_CONFIRM(1),
    READY(2),
    RUNNING(3),
    FINISHED(4),
    SKIPPED(5);

    private final int id;

    DateEventState(int id) {
        this.id = id;
    }

    int id() {
        return id;
    }

    static DateEventState of(int id) {
        return Arrays.stream(values())
                .filter(state -> state.id == id)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("state: " + id + " (expected: 0 to 5)"));
    }
}
