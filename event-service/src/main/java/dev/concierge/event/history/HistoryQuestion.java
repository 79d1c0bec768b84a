package dev.concierge.event.history;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Whether a guest did the same thing at least so often: of what was stored up to an occurrence, this one included.
 *
 * @param within the occurrences counted happened in less than so long by their own times, in whatever order they came;
 *     null for ever
 * @param attributes that the counted events must have too
 */
public record HistoryQuestion(
        StoredOccurrence upTo, int atLeast, @Nullable Duration within, JsonNode attributes) {
    /** As it is stored: to the microsecond. */
    private Instant at() {
        return upTo.occurrence().at().truncatedTo(ChronoUnit.MICROS);
    }

    /** When it happened, as Postgres writes it. */
    String happenedAt() {
        return at().toString();
    }

    /** Exclusive: what happened then or before shares no window with it. */
    String since() {
        return within == null ? "-infinity" : at().minus(within).toString();
    }

    /** Exclusive. */
    String until() {
        return within == null ? "infinity" : at().plus(within).toString();
    }

    /** How long the window is; empty without one. */
    String width() {
        return within == null ? "" : within.toString();
    }
}
