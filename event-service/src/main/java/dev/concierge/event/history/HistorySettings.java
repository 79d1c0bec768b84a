package dev.concierge.event.history;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long history remembers what.
 *
 * @param idsKept how long a repeated event is recognised; longer than the topics keep theirs (7 days),
 *     {@code CONCIERGE_EVENT_HISTORY_IDS_KEPT}
 * @param eventsKept how long an event can be read and counted after it was received; no shorter than its id,
 *     {@code CONCIERGE_EVENT_HISTORY_EVENTS_KEPT}
 */
@ConfigurationProperties(value = "concierge.event.history", ignoreUnknownFields = false)
record HistorySettings(
        @DefaultValue("10d") Duration idsKept,
        @DefaultValue("730d") Duration eventsKept) {
    private static final Duration LEAST = Duration.ofDays(8);

    HistorySettings {
        if (idsKept.compareTo(LEAST) < 0) {
            throw new IllegalArgumentException("ids-kept: " + idsKept + " (expected: at least " + LEAST + ")");
        }
        if (eventsKept.compareTo(idsKept) < 0) {
            throw new IllegalArgumentException("events-kept: " + eventsKept + " (expected: at least " + idsKept + ")");
        }
    }
}
