package dev.concierge.event.history;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long history remembers what.
 *
 * @param idsKept how long a repeated event is recognised; longer than the topics keep theirs (7 days),
 *     {@code CONCIERGE_EVENT_HISTORY_IDS_KEPT}
 */
@ConfigurationProperties(value = "concierge.event.history", ignoreUnknownFields = false)
record HistorySettings(@DefaultValue("10d") Duration idsKept) {
    private static final Duration LEAST = Duration.ofDays(8);

    HistorySettings {
        if (idsKept.compareTo(LEAST) < 0) {
            throw new IllegalArgumentException("ids-kept: " + idsKept + " (expected: at least " + LEAST + ")");
        }
    }
}
