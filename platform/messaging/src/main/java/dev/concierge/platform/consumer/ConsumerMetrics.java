package dev.concierge.platform.consumer;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** What consumers count, over all subscriptions of the service. */
final class ConsumerMetrics {
    private static final long NEVER = Long.MAX_VALUE;
    private static final Duration[] OBJECTIVES = {
        Duration.ofMillis(250), Duration.ofSeconds(1), Duration.ofSeconds(5), Duration.ofSeconds(30)
    };

    private final Counter processed;
    private final Counter duplicates;
    private final Counter parked;
    private final Counter retries;
    private final Counter fenced;
    private final Counter gaps;
    private final Counter numberGaps;
    private final Counter redriven;
    private final Counter erased;
    private final MeterRegistry meters;
    private final String subscription;
    private final Timer age;
    private final Clock clock;
    private final Map<TakenPartitions, Waiting> waiting = new ConcurrentHashMap<>();

    /** @param clock the same as the broker's, within what a metric of seconds may be wrong by */
    ConsumerMetrics(MeterRegistry meters, String subscription, Clock clock) {
        this.clock = clock;
        this.meters = meters;
        this.subscription = subscription;
        this.processed = counter("consumer.messages", "Messages that took effect or were skipped");
        this.duplicates = counter("consumer.duplicates", "Messages whose id had taken effect");
        this.parked = counter("consumer.parked", "Messages parked");
        this.retries = counter("consumer.retries", "Batches tried again after an outage");
        this.fenced = counter("consumer.fenced", "Batches rolled back: another worker owned it");
        this.gaps = counter("consumer.gaps", "Offsets lost to retention before they were read");
        this.numberGaps = counter("consumer.number.gaps", "Times that a message before one received was missing");
        this.redriven = counter("consumer.redriven", "Parked messages that took effect after all");
        this.erased = counter("consumer.erased", "Parked messages removed by the erasure of their key");
        this.age = Timer.builder("consumer.age")
                .description("How old messages are when they have taken effect")
                .tag("subscription", subscription)
                .serviceLevelObjectives(OBJECTIVES)
                .register(meters);
        Gauge.builder("consumer.lag", waiting, ConsumerMetrics::records)
                .description("Records that wait in the partitions of this process")
                .tag("subscription", subscription)
                .strongReference(true)
                .register(meters);
        Gauge.builder("consumer.lag.time", waiting, this::seconds)
                .description("Age of the oldest record that waits in the partitions of this process")
                .baseUnit("seconds")
                .tag("subscription", subscription)
                .strongReference(true)
                .register(meters);
    }

    void processed(int messages) {
        processed.increment(messages);
    }

    void duplicates(int messages) {
        duplicates.increment(messages);
    }

    void parked(int messages) {
        parked.increment(messages);
    }

    void retried() {
        retries.increment();
    }

    void fencedOff() {
        fenced.increment();
    }

    void gap(long offsets) {
        gaps.increment(offsets);
    }

    void numberGap() {
        numberGaps.increment();
    }

    void erased(int messages) {
        erased.increment(messages);
    }

    void redriven() {
        redriven.increment();
    }

    /** A batch has been read and has yet to take effect. */
    void begun(TakenPartitions worker, List<ConsumerRecord<String, byte[]>> batch) {
        batch.stream().mapToLong(ConsumerRecord::timestamp).min().ifPresent(oldest -> of(worker).since = oldest);
    }

    /** It has taken effect: what waits behind it is no older than the last of each partition. */
    void applied(TakenPartitions worker, List<ConsumerRecord<String, byte[]>> batch) {
        long now = clock.millis();
        Map<TopicPartition, Long> last = new HashMap<>();
        for (ConsumerRecord<String, byte[]> record : batch) {
            age.record(Math.max(0, now - record.timestamp()), TimeUnit.MILLISECONDS);
            last.put(new TopicPartition(record.topic(), record.partition()), record.timestamp());
        }
        last.values().stream().min(Long::compare).ifPresent(oldest -> of(worker).since = oldest);
    }

    void lag(TakenPartitions worker, long records) {
        Waiting state = of(worker);
        state.records = records;
        if (records == 0) {
            state.since = NEVER;
        } else if (state.since == NEVER) {
            state.since = clock.millis();
        }
    }

    void left(TakenPartitions worker) {
        waiting.remove(worker);
    }

    private Waiting of(TakenPartitions worker) {
        return waiting.computeIfAbsent(worker, _ -> new Waiting());
    }

    private static double records(Map<TakenPartitions, Waiting> waiting) {
        return waiting.values().stream().mapToLong(state -> state.records).sum();
    }

    private double seconds(Map<TakenPartitions, Waiting> waiting) {
        long now = clock.millis();
        return waiting.values().stream()
                        .mapToLong(state -> state.since == NEVER ? 0 : Math.max(0, now - state.since))
                        .max()
                        .orElse(0)
                / 1e3;
    }

    /** Of one worker: written on its thread, read by scrapes. */
    private static final class Waiting {
        private volatile long records;
        /** Milliseconds of the epoch, as the broker stamps records. */
        private volatile long since = NEVER;
    }

    private Counter counter(String name, String description) {
        return Counter.builder(name)
                .description(description)
                .tag("subscription", subscription)
                .register(meters);
    }
}
