package dev.concierge.journey;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings of this service.
 *
 * @param drainAfter between the end of a journey's entries and the first look for runs under way,
 *     {@code CONCIERGE_JOURNEY_DRAIN_AFTER}
 * @param timerHold how long a timer waits at most for what was accepted before it fell due,
 *     {@code CONCIERGE_JOURNEY_TIMER_HOLD}
 * @param runsKept how long ended runs, timelines and refusals are kept; longer than the topics keep theirs (7 days), so
 *     that a message that comes again finds its run, {@code CONCIERGE_JOURNEY_RUNS_KEPT}
 * @param readUrl of a streaming replica where lists and timelines are read, with the login of the database; empty for the
 *     database itself, {@code CONCIERGE_JOURNEY_READ_URL}
 * @param entriesPerMinute how many guests may enter journeys, all together; who comes faster waits for their turn; 0 for
 *     any number, {@code CONCIERGE_JOURNEY_ENTRIES_PER_MINUTE}
 * @param messagesPerMinute how many messages journeys may tell, all together; what would be told faster waits for its turn;
 *     0 for any number, {@code CONCIERGE_JOURNEY_MESSAGES_PER_MINUTE}
 * @param backfillAfter between a journey's turning live and the taking in of who was in its segment before, so that whose
 *     coming was told meanwhile is in by then, {@code CONCIERGE_JOURNEY_BACKFILL_AFTER}
 */
@ConfigurationProperties(value = "concierge.journey", ignoreUnknownFields = false)
public record JourneySettings(
        @DefaultValue("1m") Duration drainAfter,
        @DefaultValue("5m") Duration timerHold,
        @DefaultValue("180d") Duration runsKept,
        @DefaultValue("") String readUrl,
        @DefaultValue("0") int entriesPerMinute,
        @DefaultValue("0") int messagesPerMinute,
        @DefaultValue("30s") Duration backfillAfter) {
    private static final int MOST_PER_MINUTE = 60_000_000;
    private static final Duration LEAST_KEPT = Duration.ofDays(8);

    public JourneySettings {
        requireAtLeast("drain-after", drainAfter, Duration.ofMillis(1));
        requireAtLeast("timer-hold", timerHold, Duration.ZERO);
        requireAtLeast("runs-kept", runsKept, LEAST_KEPT);
        requireAtLeast("backfill-after", backfillAfter, Duration.ZERO);
        requirePace("entries-per-minute", entriesPerMinute);
        requirePace("messages-per-minute", messagesPerMinute);
        if (!readUrl.isEmpty() && !readUrl.startsWith("jdbc:postgresql:")) {
            throw new IllegalArgumentException("read-url: (expected: jdbc:postgresql://… or nothing)");
        }
    }

    private static void requirePace(String name, int perMinute) {
        if (perMinute < 0 || perMinute > MOST_PER_MINUTE) {
            throw new IllegalArgumentException(name + ": " + perMinute + " (expected: 0 to " + MOST_PER_MINUTE + ")");
        }
    }

    private static void requireAtLeast(String name, Duration value, Duration least) {
        if (value.compareTo(least) < 0) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: at least " + least + ")");
        }
    }
}
