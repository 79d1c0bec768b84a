package dev.concierge.platform.topic;

import java.time.Duration;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.springframework.kafka.config.TopicBuilder;

/**
 * A topic that this service owns; each bean of this type is created at start unless it exists.
 *
 * @param name without the prefix
 * @param partitions divides 256
 * @param retention at most 7 days; ignored when compacted
 * @param compacted keeps the last value per key; carries no personal data
 */
public record Topic(String name, int partitions, Duration retention, boolean compacted) {
    private static final Duration WEEK = Duration.ofDays(7);

    public Topic {
        if (partitions < 1 || 256 % partitions != 0) {
            throw new IllegalArgumentException("partitions: " + partitions + " (expected: a divisor of 256)");
        }
        if (retention.compareTo(WEEK) > 0) {
            throw new IllegalArgumentException("retention: " + retention + " (expected: at most P7D)");
        }
    }

    /** A topic of 16 partitions kept for a week. */
    public static Topic log(String name) {
        return new Topic(name, 16, WEEK, false);
    }

    /** A topic of 16 partitions that keeps the last value per key. */
    public static Topic compacted(String name) {
        return new Topic(name, 16, WEEK, true);
    }

    /** As the broker is to create it. */
    NewTopic named(String name) {
        TopicBuilder topic = TopicBuilder.name(name).partitions(partitions);
        return compacted
                ? topic.compact().build()
                : topic.config(TopicConfig.RETENTION_MS_CONFIG, Long.toString(retention.toMillis()))
                        .build();
    }
}
