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
    /** Nothing that is stored happened before or behind these: other producers may tell of any year of four digits. */
    private static final Instant EARLIEST = Instant.ofEpochSecond(-62_135_596_800L);

    private static final Instant LATEST = Instant.ofEpochSecond(253_402_300_799L, 999_999_000);

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
        Instant since = within == null ? Instant.MIN : at().minus(within);
        return since.isBefore(EARLIEST) ? "-infinity" : since.toString();
    }

    /** Exclusive. */
    String until() {
        Instant until = within == null ? Instant.MAX : at().plus(within);
        return until.isAfter(LATEST) ? "infinity" : until.toString();
    }

    /** How long the window is; empty without one. */
    String width() {
        return within == null ? "" : within.toString();
    }
}
