package dev.concierge.event.capture;

import dev.concierge.platform.problem.Fact;

/** What became of reading one item. */
public sealed interface Reading<T> {
    record Valid<T>(T value) implements Reading<T> {}

    /** Why it cannot be captured. */
    record Rejected<T>(Fact fact) implements Reading<T> {}
}
