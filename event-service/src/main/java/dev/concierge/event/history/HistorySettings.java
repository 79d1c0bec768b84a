package dev.concierge.event.history;

import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How long history remembers what.
 *
 * @param idsKept how long a repeated event is recognised; longer than the topics keep theirs (7 days),
 *     {@code CONCIERGE_EVENT_HISTORY_IDS_KEPT}
 */
@Validated
@ConfigurationProperties(value = "concierge.event.history", ignoreUnknownFields = false)
record HistorySettings(
        @DurationMin(days = 8) @DefaultValue("10d") Duration idsKept) {}
