package dev.concierge.platform.consumer;

import dev.concierge.platform.message.Records;
import dev.concierge.platform.parking.Causes;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.listener.BatchConsumerAwareMessageListener;

/**
 * Applies what a poll brought in one transaction, or, when a message fails by its own fault, half by half in the same
 * order, parking that message: one in a batch of n costs 2 log n transactions. What it throws is an outage or the end of
 * its ownership.
 */
final class FencedListener implements BatchConsumerAwareMessageListener<String, byte[]> {
    private static final Logger log = LoggerFactory.getLogger(FencedListener.class);

    private final TakenPartitions taken;
    private final BatchTransaction transactions;
    private final OwnersTurn turn;
    private final CameMeanwhile meanwhile;
    private final Records records;
    private final ConsumerMetrics metrics;

    FencedListener(
            TakenPartitions taken,
            BatchTransaction transactions,
            OwnersTurn turn,
            CameMeanwhile meanwhile,
            Records records,
            ConsumerMetrics metrics) {
        this.taken = taken;
        this.transactions = transactions;
        this.turn = turn;
        this.meanwhile = meanwhile;
        this.records = records;
        this.metrics = metrics;
    }

    @Override
    public void onMessage(List<ConsumerRecord<String, byte[]>> polled, @Nullable Consumer<?, ?> consumer) {
        Consumer<?, ?> client = Objects.requireNonNull(consumer);
        List<ConsumerRecord<String, byte[]>> all = meanwhile.with(polled, client);
        List<ConsumerRecord<String, byte[]>> batch = all.stream()
                .filter(record ->
                        record.offset() >= taken.position(partition(record)).next())
                .toList();
        metrics.begun(taken, batch);
        try {
            apply(client, batch);
        } catch (RuntimeException failure) {
            meanwhile.giveBack(all, taken, client);
            throw failure;
        }
        metrics.applied(taken, batch);
        turn.afterBatch(client);
        meanwhile.ended();
    }

    private void apply(Consumer<?, ?> consumer, List<ConsumerRecord<String, byte[]>> batch) {
        try {
            applyTogether(batch);
        } catch (NumberGap gap) {
            TopicPartition stopped = taken.stop(consumer, gap);
            apply(
                    consumer,
                    batch.stream()
                            .filter(record -> !partition(record).equals(stopped))
                            .toList());
        } catch (RuntimeException failure) {
            if (isNotTheMessages(failure)) {
                throw failure;
            }
            applyParts(consumer, batch);
        }
    }

    private void applyParts(Consumer<?, ?> consumer, List<ConsumerRecord<String, byte[]>> failed) {
        Deque<List<ConsumerRecord<String, byte[]>>> left = new ArrayDeque<>();
        divide(failed, left);
        while (!left.isEmpty()) {
            List<ConsumerRecord<String, byte[]>> part = left.removeFirst();
            try {
                if (part.size() == 1) {
                    applyAlone(part.getFirst());
                } else {
                    applyTogether(part);
                }
            } catch (NumberGap gap) {
                left.addFirst(part);
                passOver(taken.stop(consumer, gap), left);
            } catch (RuntimeException failure) {
                if (part.size() == 1 || isNotTheMessages(failure)) {
                    throw failure;
                }
                divide(part, left);
            }
        }
    }

    /** One alone is what failed. */
    private static void divide(
            List<ConsumerRecord<String, byte[]>> batch, Deque<List<ConsumerRecord<String, byte[]>>> left) {
        int half = batch.size() / 2;
        left.addFirst(batch.subList(half, batch.size()));
        if (half > 0) {
            left.addFirst(batch.subList(0, half));
        }
    }

    private static void passOver(TopicPartition stopped, Deque<List<ConsumerRecord<String, byte[]>>> left) {
        List<List<ConsumerRecord<String, byte[]>>> others = left.stream()
                .map(part -> part.stream()
                        .filter(record -> !partition(record).equals(stopped))
                        .toList())
                .filter(part -> !part.isEmpty())
                .toList();
        left.clear();
        left.addAll(others);
    }

    private void applyAlone(ConsumerRecord<String, byte[]> record) {
        try {
            applyTogether(List.of(record));
        } catch (RuntimeException failure) {
            if (isNotTheMessages(failure)) {
                throw failure;
            }
            log.error("Parked {} offset {}: its key waits for a redrive", partition(record), record.offset(), failure);
            Steps steps = steps(List.of(record));
            transactions.park(records.message(record), steps.from(), steps.to(), Causes.describe(failure));
            steps.moved.forEach(taken::moved);
        }
    }

    private static boolean isNotTheMessages(RuntimeException failure) {
        return failure instanceof FencedOff || failure instanceof NumberGap || InfrastructureErrors.caused(failure);
    }

    private void applyTogether(List<ConsumerRecord<String, byte[]>> batch) {
        if (batch.isEmpty()) {
            return;
        }
        Steps steps = steps(batch);
        transactions.apply(batch.stream().map(records::message).toList(), steps.from(), steps.to());
        steps.moved.forEach(taken::moved);
    }

    private Steps steps(List<ConsumerRecord<String, byte[]>> batch) {
        Map<TopicPartition, Position> moved = new LinkedHashMap<>();
        for (ConsumerRecord<String, byte[]> record : batch) {
            TopicPartition partition = partition(record);
            moved.put(
                    partition,
                    taken.position(partition)
                            .advancedTo(
                                    record.offset() + 1, record.leaderEpoch().orElse(null)));
        }
        return new Steps(moved.keySet().stream().map(taken::position).toList(), moved);
    }

    private static TopicPartition partition(ConsumerRecord<String, byte[]> record) {
        return new TopicPartition(record.topic(), record.partition());
    }

    private record Steps(List<Position> from, Map<TopicPartition, Position> moved) {
        List<Position> to() {
            return List.copyOf(moved.values());
        }
    }
}
