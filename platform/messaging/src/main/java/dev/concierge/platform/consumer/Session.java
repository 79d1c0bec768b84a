package dev.concierge.platform.consumer;

import dev.concierge.platform.message.Records;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a worker does between joining and leaving its group: polls, applies each batch in one transaction, and does
 * the work that its partitions own. While the infrastructure fails it keeps its partitions, paused, and tries on.
 */
final class Session {
    private static final Logger log = LoggerFactory.getLogger(Session.class);
    private static final long BETWEEN_SETTLEMENTS_NANOS = 1_000_000_000L;

    private final Consumer<String, byte[]> consumer;
    private final Assignment assignment;
    private final BatchTransaction transactions;
    private final OwnersWork ownersWork;
    private final Records records;
    private final ConsumerSettings settings;
    private final ConsumerMetrics metrics;

    private boolean busy;
    private long settledAt = System.nanoTime();

    Session(
            Consumer<String, byte[]> consumer,
            Assignment assignment,
            BatchTransaction transactions,
            OwnersWork ownersWork,
            Records records,
            ConsumerSettings settings,
            ConsumerMetrics metrics) {
        this.consumer = consumer;
        this.assignment = assignment;
        this.transactions = transactions;
        this.ownersWork = ownersWork;
        this.records = records;
        this.settings = settings;
        this.metrics = metrics;
    }

    /** Polls once, applies what came, and gives the owner's work its turn. */
    void step() {
        ConsumerRecords<String, byte[]> batch = consumer.poll(busy ? Duration.ZERO : settings.poll());
        metrics.lag(assignment, assignment.lag());
        boolean idle = batch.isEmpty();
        while (!batch.isEmpty()) {
            ConsumerRecords<String, byte[]> current = batch;
            batch = insist(() -> apply(current));
        }
        ConsumerRecords<String, byte[]> late = insist(() -> {
            settle(idle);
            busy = ownersWork.step(assignment);
        });
        while (!late.isEmpty()) {
            ConsumerRecords<String, byte[]> current = late;
            late = insist(() -> apply(current));
        }
    }

    /** A batch moves the positions by itself; after the last one somebody must. */
    private void settle(boolean idle) {
        if (idle && System.nanoTime() - settledAt > BETWEEN_SETTLEMENTS_NANOS) {
            assignment.settle();
            settledAt = System.nanoTime();
        }
    }

    /**
     * Tries until it works or the assignment changes.
     *
     * @return records that a new assignment brought, which replace what was being tried
     */
    private ConsumerRecords<String, byte[]> insist(Runnable attempt) {
        int generation = assignment.generation();
        Backoff backoff = new Backoff(settings.retry());
        while (true) {
            Duration pause = backoff.next();
            try {
                attempt.run();
                return ConsumerRecords.empty();
            } catch (RuntimeException failure) {
                if (failure instanceof FencedOff || !InfrastructureErrors.caused(failure)) {
                    throw failure;
                }
                metrics.retried();
                log.warn("Paused, tries again in {}: {}", pause, Causes.describe(failure));
            }
            consumer.pause(consumer.assignment());
            ConsumerRecords<String, byte[]> brought = consumer.poll(pause);
            consumer.resume(consumer.assignment());
            if (assignment.generation() != generation) {
                return brought;
            }
        }
    }

    private void apply(ConsumerRecords<String, byte[]> polled) {
        List<ConsumerRecord<String, byte[]>> batch = new ArrayList<>();
        for (ConsumerRecord<String, byte[]> record : polled) {
            if (record.offset() >= assignment.position(partition(record)).next()) {
                batch.add(record);
            }
        }
        try {
            applyTogether(batch);
        } catch (RuntimeException failure) {
            if (failure instanceof FencedOff || InfrastructureErrors.caused(failure)) {
                throw failure;
            }
            batch.forEach(this::applyAlone);
        }
    }

    private void applyAlone(ConsumerRecord<String, byte[]> record) {
        try {
            applyTogether(List.of(record));
        } catch (RuntimeException failure) {
            if (failure instanceof FencedOff || InfrastructureErrors.caused(failure)) {
                throw failure;
            }
            log.error("Parked {} offset {}: its key waits for a redrive", partition(record), record.offset(), failure);
            Steps steps = steps(List.of(record));
            transactions.park(records.message(record), steps.from(), steps.to(), Causes.describe(failure));
            steps.moved.forEach(assignment::moved);
        }
    }

    private void applyTogether(List<ConsumerRecord<String, byte[]>> batch) {
        if (batch.isEmpty()) {
            return;
        }
        Steps steps = steps(batch);
        transactions.apply(batch.stream().map(records::message).toList(), steps.from(), steps.to());
        steps.moved.forEach(assignment::moved);
    }

    private Steps steps(List<ConsumerRecord<String, byte[]>> batch) {
        Map<TopicPartition, Position> moved = new LinkedHashMap<>();
        for (ConsumerRecord<String, byte[]> record : batch) {
            TopicPartition partition = partition(record);
            moved.put(partition, assignment.position(partition).advancedTo(record.offset() + 1));
        }
        return new Steps(moved.keySet().stream().map(assignment::position).toList(), moved);
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
