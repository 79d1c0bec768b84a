package dev.concierge.event.lateness;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long after it happened an event may come, by the time it was received.
 *
 * @param lateAfter from then on it is counted as late, and treated as any other, {@code CONCIERGE_EVENT_LATENESS_LATE_AFTER}
 * @param historyOnlyAfter from then on it is stored and counted in conditions of later ones, but journeys are not told of it;
 *     null: never, {@code CONCIERGE_EVENT_LATENESS_HISTORY_ONLY_AFTER}
 * @param refusedAfter from then on it is not taken; null: never, {@code CONCIERGE_EVENT_LATENESS_REFUSED_AFTER}
 */
@ConfigurationProperties(value = "concierge.event.lateness", ignoreUnknownFields = false)
public record Lateness(
        @DefaultValue("1h") Duration lateAfter,
        @Nullable Duration historyOnlyAfter,
        @Nullable Duration refusedAfter) {
    public Lateness {
        if (!lateAfter.isPositive()) {
            throw new IllegalArgumentException("late-after: " + lateAfter + " (expected: a positive duration)");
        }
        requireNoShorter("history-only-after", historyOnlyAfter, lateAfter);
        requireNoShorter("refused-after", refusedAfter, historyOnlyAfter == null ? lateAfter : historyOnlyAfter);
    }

    private static void requireNoShorter(String name, @Nullable Duration limit, Duration least) {
        if (limit != null && limit.compareTo(least) < 0) {
            throw new IllegalArgumentException(name + ": " + limit + " (expected: at least " + least + ")");
        }
    }

    /** How late an event is that is taken. */
    public enum Degree {
        IN_TIME(""),
        LATE("late"),
        HISTORY_ONLY("late-history-only");

        private final String reason;

        Degree(String reason) {
            this.reason = reason;
        }

        /** As what it is counted among the losses; empty for what is in time. */
        public String reason() {
            return reason;
        }
    }

    public Degree degree(Instant at, Instant receivedAt) {
        Duration delay = Duration.between(at, receivedAt);
        if (isOver(historyOnlyAfter, delay)) {
            return Degree.HISTORY_ONLY;
        }
        return isOver(lateAfter, delay) ? Degree.LATE : Degree.IN_TIME;
    }

    public boolean isRefused(Instant at, Instant receivedAt) {
        return isOver(refusedAfter, Duration.between(at, receivedAt));
    }

    private static boolean isOver(@Nullable Duration limit, Duration delay) {
        return limit != null && delay.compareTo(limit) > 0;
    }
}
