package dev.concierge.hub.live;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where this pod is in each partition of the topic: at the ends at first, later wherever a broken consumer left it. */
final class LivePositions {
    private static final Logger log = LoggerFactory.getLogger(LivePositions.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final String topic;
    private final Map<TopicPartition, Long> next = new HashMap<>();

    LivePositions(String topic) {
        this.topic = topic;
    }

    /** Assigns all partitions and returns once each one's position is known. */
    void take(Consumer<String, byte[]> consumer) {
        List<TopicPartition> partitions = consumer.partitionsFor(topic, PATIENCE).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
        if (partitions.isEmpty()) {
            throw new KafkaException("topic " + topic + " does not exist yet");
        }
        consumer.assign(partitions);
        Map<TopicPartition, Long> first = consumer.beginningOffsets(partitions, PATIENCE);
        Map<TopicPartition, Long> end = consumer.endOffsets(partitions, PATIENCE);
        for (TopicPartition partition : partitions) {
            consumer.seek(
                    partition, position(partition, first.getOrDefault(partition, 0L), end.getOrDefault(partition, 0L)));
        }
    }

    void passed(ConsumerRecord<String, byte[]> record) {
        next.put(new TopicPartition(record.topic(), record.partition()), record.offset() + 1);
    }

    private long position(TopicPartition partition, long first, long end) {
        long position = next.getOrDefault(partition, end);
        if (position < first || position > end) {
            log.warn("{} holds {} to {}, not {}: broadcasts were missed", partition, first, end, position);
            position = end;
        }
        next.put(partition, position);
        return position;
    }
}
