package dev.concierge.hub.live;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;

/** Where reading begins, and up to where it must come before the pod knows enough to take sockets. */
record LivePositions(Map<TopicPartition, Long> begin, Map<TopicPartition, Long> end) {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** Some history before the ends: what was sent since then, at most so many records of each partition. */
    static LivePositions before(
            Consumer<String, byte[]> consumer, List<TopicPartition> partitions, Instant since, long most) {
        Map<TopicPartition, Long> first = consumer.beginningOffsets(partitions, PATIENCE);
        Map<TopicPartition, Long> end = consumer.endOffsets(partitions, PATIENCE);
        Map<TopicPartition, Long> times = new HashMap<>();
        partitions.forEach(partition -> times.put(partition, since.toEpochMilli()));
        Map<TopicPartition, OffsetAndTimestamp> sent = consumer.offsetsForTimes(times, PATIENCE);
        Map<TopicPartition, Long> begin = new HashMap<>();
        for (TopicPartition partition : partitions) {
            OffsetAndTimestamp at = sent.get(partition);
            long last = end.getOrDefault(partition, 0L);
            long wanted = Math.max(at == null ? last : at.offset(), last - most);
            begin.put(partition, Math.max(wanted, first.getOrDefault(partition, 0L)));
        }
        return new LivePositions(begin, end);
    }

    /** Whether these positions, one for each partition, are in the log as it is now. */
    static boolean hold(Consumer<String, byte[]> consumer, List<TopicPartition> partitions, long[] next) {
        Map<TopicPartition, Long> first = consumer.beginningOffsets(partitions, PATIENCE);
        Map<TopicPartition, Long> end = consumer.endOffsets(partitions, PATIENCE);
        return partitions.stream().allMatch(partition -> {
            long position = next[partition.partition()];
            return first.getOrDefault(partition, 0L) <= position && position <= end.getOrDefault(partition, 0L);
        });
    }

    static List<TopicPartition> partitions(String topic, int count) {
        List<TopicPartition> partitions = new ArrayList<>();
        for (int partition = 0; partition < count; partition++) {
            partitions.add(new TopicPartition(topic, partition));
        }
        return partitions;
    }
}
