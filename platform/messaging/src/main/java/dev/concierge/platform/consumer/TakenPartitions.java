package dev.concierge.platform.consumer;

import dev.concierge.platform.kafka.TopicPrefix;
import dev.concierge.platform.message.Shard;
import dev.concierge.platform.topic.Topics;
import dev.concierge.platform.topic.Topics.Found;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.LogTruncationException;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.listener.ConsumerAwareRebalanceListener;

/** The partitions a container has at the moment, each taken over in the database before its first record is read. */
final class TakenPartitions implements ConsumerAwareRebalanceListener {
    private static final Logger log = LoggerFactory.getLogger(TakenPartitions.class);
    private static final long STOP_NANOS = Duration.ofSeconds(2).toNanos();

    private final Positions positions;
    private final List<String> names;
    private final Topics topics;
    private final TopicPrefix prefix;
    private final ConsumerMetrics metrics;
    private final Patience patience;
    private final Map<TopicPartition, Position> held = new LinkedHashMap<>();
    private final Map<TopicPartition, Long> backlog = new HashMap<>();
    private final Map<TopicPartition, Long> stopped = new HashMap<>();

    private int taking;
    private int partitionCount = Shard.COUNT;
    private OwnedShards shards = new OwnedShards(new Integer[0]);

    /** @param names of the subscription's topics, without the prefix */
    TakenPartitions(
            Positions positions,
            List<String> names,
            Topics topics,
            TopicPrefix prefix,
            ConsumerMetrics metrics,
            Patience patience) {
        this.positions = positions;
        this.names = names;
        this.topics = topics;
        this.prefix = prefix;
        this.metrics = metrics;
        this.patience = patience;
    }

    /** After a loss of the partitions, too. */
    @Override
    public void onPartitionsRevokedBeforeCommit(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        partitions.forEach(held::remove);
        partitions.forEach(backlog::remove);
        partitions.forEach(stopped::remove);
        taking++;
        shards = new OwnedShards(new Integer[0]);
        metrics.left(this);
    }

    /** Tries until it works: after a throw they would stay assigned, and be read from nowhere. */
    @Override
    public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        boolean taken = partitions.isEmpty();
        while (!taken) {
            try {
                take(consumer, partitions);
                taken = true;
            } catch (RuntimeException failure) {
                patience.note(failure);
                if (!patience.lasts()) {
                    throw new WakeupException();
                }
            }
        }
    }

    /** Owns nothing any more until partitions are assigned again: what this worker knows of them is not true. */
    void drop() {
        held.clear();
        backlog.clear();
        stopped.clear();
        taking++;
        shards = new OwnedShards(new Integer[0]);
        metrics.left(this);
    }

    OwnedShards shards() {
        return shards;
    }

    /** Changes whenever partitions come or go. */
    int taking() {
        return taking;
    }

    Set<TopicPartition> partitions() {
        return Set.copyOf(held.keySet());
    }

    /** The shards of these of the taken partitions. */
    OwnedShards shardsOf(Collection<Integer> numbers) {
        return OwnedShards.of(numbers, partitionCount);
    }

    /** Whether all below this offset has been read. */
    boolean hasReached(Consumer<?, ?> consumer, TopicPartition partition, long offset) {
        return reached(consumer, partition, position(partition)) >= offset;
    }

    boolean isEmpty() {
        return held.isEmpty();
    }

    Position position(TopicPartition partition) {
        Position position = held.get(partition);
        if (position == null) {
            throw new IllegalStateException(partition + " is not taken (expected: one of " + held.keySet() + ")");
        }
        return position;
    }

    void moved(TopicPartition partition, Position position) {
        held.put(partition, position);
    }

    /**
     * Moves positions over what takes no effect, such as the marks of transactions: retention deletes them too, and of
     * what was never stepped over nobody can tell afterwards that it was no message. Only for when all that was polled
     * has taken effect. The leader's epoch stays that of the last record, as the client tells no other: where a later
     * leader wrote the marks, the next owner is sent back to the first of them, over which nothing takes effect again.
     */
    void settle(Consumer<?, ?> consumer) {
        List<Position> from = new ArrayList<>();
        Map<TopicPartition, Position> to = new LinkedHashMap<>();
        held.forEach((partition, position) -> {
            long next = reached(consumer, partition, position);
            if (next > position.next()) {
                from.add(position);
                to.put(partition, position.advancedTo(next, position.leaderEpoch()));
            }
        });
        if (!from.isEmpty()) {
            positions.advance(from, List.copyOf(to.values()));
            held.putAll(to);
        }
    }

    /** Reads a partition no further for a while, where a message is missing: nothing of it is to be applied. */
    TopicPartition stop(Consumer<?, ?> consumer, NumberGap gap) {
        TopicPartition partition = new TopicPartition(
                prefix.prefixed(gap.message().topic()), gap.message().partition());
        consumer.seek(partition, position(partition).offset());
        consumer.pause(List.of(partition));
        stopped.put(partition, System.nanoTime());
        return partition;
    }

    /** Lets those have another try that stopped a while ago. */
    void tryStopped(Consumer<?, ?> consumer) {
        stopped.entrySet().removeIf(stop -> {
            boolean again = System.nanoTime() - stop.getValue() > STOP_NANOS;
            if (again) {
                consumer.resume(List.of(stop.getKey()));
            }
            return again;
        });
    }

    /** Goes back to where a log was cut, and grew again with other records: numbers and ids tell what is new. */
    void cut(Consumer<?, ?> consumer, LogTruncationException cut) {
        cut.offsetOutOfRangePartitions().forEach((partition, read) -> {
            OffsetAndMetadata divergence = cut.divergentOffsets().get(partition);
            long from = divergence == null
                    ? offset(consumer.beginningOffsets(List.of(partition)), partition)
                    : divergence.offset();
            log.error(
                    "{}: the log was cut at {} and grew again, but {} was read: it is read again from there",
                    partition,
                    from,
                    read);
            Position position = positions.reset(position(partition).endingAt(from), from);
            held.put(partition, position);
            consumer.seek(partition, position.offset());
        });
    }

    /** Whether all has been read that stood in the partitions when they came. */
    boolean hasCaughtUp(Consumer<?, ?> consumer) {
        backlog.entrySet().removeIf(end -> hasReached(consumer, end.getKey(), end.getValue()));
        return backlog.isEmpty();
    }

    /** The positions of one topic, the first of the subscription's, which stand for their shards. */
    List<Position> fence() {
        return held.values().stream()
                .filter(position -> position.topic().equals(names.getFirst()))
                .toList();
    }

    /** How many records wait in the taken partitions, as far as the consumer knows without asking. */
    long lag(Consumer<?, ?> consumer) {
        return held.keySet().stream()
                .mapToLong(partition -> consumer.currentLag(partition).orElse(0))
                .sum();
    }

    private void take(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        Map<String, Found> found = topics.find(names);
        found.forEach(TakenPartitions::requireShards);
        Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        for (TopicPartition partition : partitions.stream()
                .sorted(Comparator.comparing(TopicPartition::toString))
                .toList()) {
            Found topic = Objects.requireNonNull(found.get(prefix.unprefixed(partition.topic())), partition::toString);
            Position position = take(topic, partition, offset(beginnings, partition), offset(ends, partition));
            consumer.seek(partition, position.offset());
            held.put(partition, position);
            backlog.put(partition, offset(ends, partition));
        }
        partitionCount = Objects.requireNonNull(found.get(names.getFirst())).partitions();
        taking++;
        shards = shardsOf(fence().stream().map(Position::partition).collect(Collectors.toSet()));
    }

    /** Kafka's partitioner puts a key into the partition of its shard only then. */
    private static void requireShards(String topic, Found found) {
        if (Shard.COUNT % found.partitions() != 0) {
            throw new IllegalStateException(
                    topic + ": " + found.partitions() + " partitions (expected: a divisor of " + Shard.COUNT + ")");
        }
    }

    private Position take(Found topic, TopicPartition partition, long beginning, long end) {
        Position position =
                positions.take(prefix.unprefixed(partition.topic()), topic.id(), partition.partition(), beginning);
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
            return positions.reset(position.endingAt(end), beginning);
        }
        return position;
    }

    private static long reached(Consumer<?, ?> consumer, TopicPartition partition, Position position) {
        try {
            return consumer.position(partition, Duration.ZERO);
        } catch (TimeoutException leaderless) {
            // while its broker is away, nothing is read that could be stepped over
            return position.next();
        }
    }

    private static long offset(Map<TopicPartition, Long> offsets, TopicPartition partition) {
        return Objects.requireNonNull(offsets.get(partition), partition::toString);
    }
}
