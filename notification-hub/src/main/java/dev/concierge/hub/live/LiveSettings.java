package dev.concierge.hub.live;

import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * What a pod remembers of the live topic.
 *
 * @param history memory for it
 * @param historyAge how far back a pod reads when it starts
 * @param historyRecords the most that it reads of each partition then
 * @param readBack the most records that are read of a partition for one client that was away for longer
 */
@Validated
@ConfigurationProperties(value = "concierge.hub.live", ignoreUnknownFields = false)
record LiveSettings(
        @DefaultValue("24MB") DataSize history,
        @DefaultValue("10m") Duration historyAge,
        @Positive @DefaultValue("50000") int historyRecords,
        @Positive @DefaultValue("50000") int readBack) {}
