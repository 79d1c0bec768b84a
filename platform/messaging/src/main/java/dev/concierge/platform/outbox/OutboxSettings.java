package dev.concierge.platform.outbox;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the outbox is relayed.
 *
 * @param groups into how many shard groups the relay's work is divided among pods; change it only with all relays
 *     stopped, {@code CONCIERGE_OUTBOX_GROUPS}
 * @param batch rows per Kafka transaction
 * @param lease after which a silent relay loses its group
 * @param pause longest wait between looks at an idle outbox
 */
@ConfigurationProperties(value = "concierge.outbox", ignoreUnknownFields = false)
public record OutboxSettings(
        @DefaultValue("1") int groups,
        @DefaultValue("2000") int batch,
        @DefaultValue("5s") Duration lease,
        @DefaultValue("100ms") Duration pause) {
    public OutboxSettings {
        if (groups < 1 || 256 % groups != 0) {
            throw new IllegalArgumentException("concierge.outbox.groups: " + groups + " (expected: a divisor of 256)");
        }
    }
}
