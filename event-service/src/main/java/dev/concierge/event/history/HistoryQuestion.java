package dev.concierge.event.history;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Whether a guest did, up to and including an occurrence, the same thing at least so often.
 *
 * @param within how far before the occurrence's own time counts; null for ever
 * @param attributes that the counted events must have too
 */
public record HistoryQuestion(
        StoredOccurrence upTo, int atLeast, @Nullable Duration within, JsonNode attributes) {
    /** Exclusive, as Postgres writes it. */
    String since() {
        return within == null
                ? "-infinity"
                : upTo.occurrence().at().minus(within).toString();
    }

    /** Inclusive: with a window, what happened later does not count although it may have arrived earlier. */
    String until() {
        return within == null ? "infinity" : upTo.occurrence().at().toString();
    }
}
