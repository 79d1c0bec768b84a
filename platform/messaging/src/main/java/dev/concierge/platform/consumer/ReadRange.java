package dev.concierge.platform.consumer;

import dev.concierge.platform.kafka.TopicPrefix;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.springframework.kafka.core.ConsumerFactory;

/** Reads a piece of one partition once, beside whoever follows the topic. A container is for what does not end. */
public final class ReadRange {
    private static final Duration POLL = Duration.ofMillis(500);

    private final ConsumerFactory<String, byte[]> kafka;
    private final TopicPrefix prefix;
    private final Duration patience;

    /** @param patience how long it waits for records of which none come */
    public ReadRange(ConsumerFactory<String, byte[]> kafka, TopicPrefix prefix, Duration patience) {
        this.kafka = kafka;
        this.prefix = prefix;
        this.patience = patience;
    }

    /**
     * Blocks.
     *
     * @param topic without the prefix
     * @param last offset that is read
     * @return whether it came to the end of the piece
     * @throws org.apache.kafka.common.KafkaException when the first of these offsets is no longer there, or the broker
     *     is away
     */
    public boolean read(
            String topic,
            int partition,
            long first,
            long last,
            java.util.function.Consumer<ConsumerRecord<String, byte[]>> each) {
        TopicPartition from = new TopicPartition(prefix.prefixed(topic), partition);
        try (Consumer<String, byte[]> consumer = kafka.createConsumer(null, null, null, once())) {
            consumer.assign(List.of(from));
            consumer.seek(from, first);
            long deadline = System.nanoTime() + patience.toNanos();
            while (consumer.position(from) <= last && System.nanoTime() < deadline) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                    if (record.offset() <= last) {
                        each.accept(record);
                    }
                    deadline = System.nanoTime() + patience.toNanos();
                }
            }
            return consumer.position(from) > last;
        }
    }

    private static Properties once() {
        Properties properties = new Properties();
        properties.setProperty(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.setProperty(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        properties.setProperty(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        return properties;
    }
}
