package dev.concierge.platform.consumer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;

/**
 * Adds to what a poll brought what came since. The client asks for the next records as it hands some over, and the broker
 * answers with the first that comes: what comes later, while a batch is applied, would wait for the batch after the next.
 * Where a poll brought at once what lay there, it is asked again, so that one batch takes all; who waited for a poll has
 * the newest there is and is not held up.
 */
final class CameMeanwhile {
    /** Of an answer by the broker that has something; a batch that took no longer is not worth the question. */
    private static final Duration AN_ANSWER = Duration.ofMillis(10);

    /** Between two batches when the poll found its records in memory. */
    private static final Duration AT_ONCE = Duration.ofMillis(2);

    private final int most;
    private final IntSupplier taking;
    private final LongSupplier nanos;

    private long begunAt;
    private long endedAt;
    private boolean hasEnded;
    private boolean hasAsked;

    /**
     * @param most records of a poll; not asked again when it brought more than half as many
     * @param taking changes whenever partitions come or go
     * @param nanos {@link System#nanoTime}
     */
    CameMeanwhile(int most, IntSupplier taking, LongSupplier nanos) {
        this.most = most;
        this.taking = taking;
        this.nanos = nanos;
    }

    /** What was polled, and behind it what came since; without the former when the partitions were given out anew. */
    List<ConsumerRecord<String, byte[]>> with(List<ConsumerRecord<String, byte[]>> polled, Consumer<?, ?> consumer) {
        long now = nanos.getAsLong();
        hasAsked = hasEnded
                && polled.size() <= most / 2
                && now - endedAt <= AT_ONCE.toNanos()
                && endedAt - begunAt > AN_ANSWER.toNanos();
        begunAt = now;
        hasEnded = false;
        return hasAsked ? withMore(polled, consumer) : polled;
    }

    private List<ConsumerRecord<String, byte[]>> withMore(
            List<ConsumerRecord<String, byte[]>> polled, Consumer<?, ?> consumer) {
        int before = taking.getAsInt();
        List<ConsumerRecord<String, byte[]>> all = new ArrayList<>();
        poll(consumer).forEach(all::add);
        if (before == taking.getAsInt()) {
            all.addAll(0, polled);
        } // else whoever took the partitions reads them from where they took effect, with what was polled
        return all;
    }

    @SuppressWarnings("unchecked")
    private static ConsumerRecords<String, byte[]> poll(Consumer<?, ?> consumer) {
        try {
            return ((Consumer<String, byte[]>) consumer).poll(AN_ANSWER);
        } catch (WakeupException stopping) {
            return ConsumerRecords.empty(); // the container looks itself whether it is to go on
        }
    }

    /** A batch has taken effect, and what is done behind it. */
    void ended() {
        endedAt = nanos.getAsLong();
        hasEnded = true;
    }

    /** After a failure: what came since is read again from the positions, as the container keeps only what it polled. */
    void giveBack(List<ConsumerRecord<String, byte[]>> batch, TakenPartitions taken, Consumer<?, ?> consumer) {
        if (hasAsked) {
            Set<TopicPartition> held = taken.partitions();
            batch.stream()
                    .map(record -> new TopicPartition(record.topic(), record.partition()))
                    .filter(held::contains)
                    .distinct()
                    .forEach(partition ->
                            consumer.seek(partition, taken.position(partition).offset()));
        }
    }
}
