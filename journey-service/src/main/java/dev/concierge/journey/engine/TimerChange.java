package dev.concierge.journey.engine;

import java.time.Instant;

/** What happens to the timer of a visit. */
public sealed interface TimerChange {
    int visit();

    record Set(int visit, Instant dueAt) implements TimerChange {}

    /** Kept until the journey goes on after a pause, however long that lasts. */
    record Hold(int visit, Instant dueAt) implements TimerChange {}

    record Cancel(int visit) implements TimerChange {}
}
