package dev.concierge.hub.delivery;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How an attempt to send went. */
public sealed interface Attempt {
    /**
     * It is over.
     *
     * @param alongside done in the transaction that writes the outcome down
     */
    record Ended(Outcome outcome, Runnable alongside) implements Attempt {
        public Ended(Outcome outcome) {
            this(outcome, () -> {});
        }
    }

    /**
     * It did not leave and may do so later.
     *
     * @param after null for the usual, growing pause
     */
    record Again(String cause, @Nullable Duration after) implements Attempt {}

    /** It may have left: the connection broke after the last byte and before the answer. */
    record InDoubt(String cause) implements Attempt {}
}
