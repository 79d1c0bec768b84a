package dev.concierge.platform.consumer;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How messages are consumed.
 *
 * @param workers threads per subscription in this process, {@code CONCIERGE_CONSUMER_WORKERS}
 * @param batch most records of a poll, which take effect in one transaction; with what came while the batch before was
 *     applied it may be half as many again
 * @param poll longest wait for records, and so between two looks at redrives and progress while none
 *     come; at most 50 ms where timers are due in between
 * @param retry wait between attempts while the infrastructure fails
 * @param remember how long the id of a foreign message is kept to recognise a repetition; longer than any topic's
 *     retention, at most 13 days
 * @param audit how long it is kept who discarded a parked message or accepted a gap
 */
@ConfigurationProperties(value = "concierge.consumer", ignoreUnknownFields = false)
public record ConsumerSettings(
        @DefaultValue("1") int workers,
        @DefaultValue("500") int batch,
        @DefaultValue("200ms") Duration poll,
        @DefaultValue("500ms") Duration retry,
        @DefaultValue("8d") Duration remember,
        @DefaultValue("400d") Duration audit) {
    private static final Duration LONGEST = Duration.ofDays(ForeignMessages.SLOTS - 3L);

    public ConsumerSettings {
        if (remember.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "concierge.consumer.remember: " + remember + " (expected: at most " + LONGEST + ")");
        }
    }
}
