package dev.concierge.platform.consumer;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What consumers count, over all subscriptions of the service. */
final class ConsumerMetrics {
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
    private final ConsumerLag lag;
    private final Map<TakenPartitions, ConsumerLag.Reader> readers = new ConcurrentHashMap<>();

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
        this.lag = new ConsumerLag(meters, subscription, clock);
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
        of(worker).begun(batch);
    }

    void applied(TakenPartitions worker, List<ConsumerRecord<String, byte[]>> batch) {
        long now = clock.millis();
        batch.forEach(record -> age.record(Math.max(0, now - record.timestamp()), TimeUnit.MILLISECONDS));
        of(worker).applied(batch);
    }

    void lag(TakenPartitions worker, long records) {
        of(worker).waits(records);
    }

    void left(TakenPartitions worker) {
        ConsumerLag.Reader reader = readers.remove(worker);
        if (reader != null) {
            reader.left();
        }
    }

    private ConsumerLag.Reader of(TakenPartitions worker) {
        return readers.computeIfAbsent(worker, _ -> lag.reader());
    }

    private Counter counter(String name, String description) {
        return Counter.builder(name)
                .description(description)
                .tag("subscription", subscription)
                .register(meters);
    }
}
