package dev.concierge.platform.consumer;

import dev.concierge.platform.kafka.KafkaSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The partitions a worker has at the moment, each taken over in the database before its first record is read. */
final class Assignment implements ConsumerRebalanceListener {
    private static final Logger log = LoggerFactory.getLogger(Assignment.class);

    private final Consumer<String, byte[]> consumer;
    private final Positions positions;
    private final Map<String, UUID> topicIds;
    private final KafkaSettings kafka;
    private final ConsumerMetrics metrics;
    private final Map<TopicPartition, Position> held = new LinkedHashMap<>();
    private final Map<TopicPartition, Long> backlog = new HashMap<>();

    private int generation;
    private OwnedShards shards = new OwnedShards(new Integer[0]);

    /** @param topicIds Kafka's id of each topic, by name without the prefix */
    Assignment(
            Consumer<String, byte[]> consumer,
            Positions positions,
            Map<String, UUID> topicIds,
            KafkaSettings kafka,
            ConsumerMetrics metrics) {
        this.consumer = consumer;
        this.positions = positions;
        this.topicIds = topicIds;
        this.kafka = kafka;
        this.metrics = metrics;
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        partitions.forEach(held::remove);
        partitions.forEach(backlog::remove);
        generation++;
        shards = new OwnedShards(new Integer[0]);
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        for (TopicPartition partition : partitions.stream()
                .sorted(Comparator.comparing(TopicPartition::toString))
                .toList()) {
            Position position = take(partition, offset(beginnings, partition), offset(ends, partition));
            consumer.seek(partition, position.next());
            held.put(partition, position);
            backlog.put(partition, offset(ends, partition));
        }
        generation++;
        shards = ownedShards();
    }

    /** Changes whenever partitions come or go; a batch read under another generation is void. */
    int generation() {
        return generation;
    }

    OwnedShards shards() {
        return shards;
    }

    boolean isEmpty() {
        return held.isEmpty();
    }

    Position position(TopicPartition partition) {
        Position position = held.get(partition);
        if (position == null) {
            throw new IllegalStateException(partition + " is not assigned (expected: one of " + held.keySet() + ")");
        }
        return position;
    }

    void moved(TopicPartition partition, Position position) {
        held.put(partition, position);
    }

    /**
     * Moves positions over what takes no effect, such as the marks of transactions: retention deletes them too, and of
     * what was never stepped over nobody can tell afterwards that it was no message. Only for when all that was polled
     * has taken effect.
     */
    void settle() {
        List<Position> from = new ArrayList<>();
        Map<TopicPartition, Position> to = new LinkedHashMap<>();
        held.forEach((partition, position) -> {
            long next = reached(partition, position);
            if (next > position.next()) {
                from.add(position);
                to.put(partition, position.advancedTo(next));
            }
        });
        if (!from.isEmpty()) {
            positions.advance(from, List.copyOf(to.values()));
            held.putAll(to);
        }
    }

    /** Whether all has been read that stood in the partitions when they came. */
    boolean hasCaughtUp() {
        backlog.entrySet().removeIf(end -> reached(end.getKey(), position(end.getKey())) >= end.getValue());
        return backlog.isEmpty();
    }

    /** The positions of one topic, the first of the subscription's, which stand for their shards. */
    List<Position> fence() {
        String first = topicIds.keySet().iterator().next();
        return held.values().stream()
                .filter(position -> position.topic().equals(first))
                .toList();
    }

    /** How many records wait in the assigned partitions, as far as the consumer knows without asking. */
    long lag() {
        return held.keySet().stream()
                .mapToLong(partition -> consumer.currentLag(partition).orElse(0))
                .sum();
    }

    private long reached(TopicPartition partition, Position position) {
        try {
            return consumer.position(partition, Duration.ZERO);
        } catch (TimeoutException leaderless) {
            // while its broker is away, nothing is read that could be stepped over
            return position.next();
        }
    }

    private Position take(TopicPartition partition, long beginning, long end) {
        String topic = kafka.unprefixed(partition.topic());
        UUID topicId = topicIds.get(topic);
        if (topicId == null) {
            throw new IllegalStateException(topic + " has no known id (expected: one of " + topicIds.keySet() + ")");
        }
        Position position = positions.take(topic, topicId, partition.partition(), beginning);
        if (position.next() < beginning) {
            metrics.gap(beginning - position.next());
            log.error("{}: offsets {} to {} were deleted before they were read", partition, position.next(), beginning);
            return positions.reset(position, beginning);
        }
        if (position.next() > end) {
            log.error(
                    "{}: the log ends at {} but {} was read: the broker lost records; all it has left is read again",
                    partition,
                    end,
                    position.next());
            return positions.reset(position, beginning);
        }
        return position;
    }

    private static long offset(Map<TopicPartition, Long> offsets, TopicPartition partition) {
        return Objects.requireNonNull(offsets.get(partition), partition::toString);
    }

    private OwnedShards ownedShards() {
        List<Position> fence = new ArrayList<>(fence());
        if (fence.isEmpty()) {
            return new OwnedShards(new Integer[0]);
        }
        int count =
                consumer.partitionsFor(kafka.prefixed(fence.getFirst().topic())).size();
        return OwnedShards.of(fence.stream().map(Position::partition).collect(Collectors.toSet()), count);
    }
}
