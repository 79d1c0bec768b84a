package dev.concierge.platform.consumer;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What consumers count, over all subscriptions of the service. */
final class ConsumerMetrics {
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
    private final Map<TakenPartitions, Long> lags = new ConcurrentHashMap<>();

    ConsumerMetrics(MeterRegistry meters, String subscription) {
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
        Gauge.builder("consumer.lag", lags, ConsumerMetrics::sum)
                .description("Records that wait in the partitions of this process")
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

    void lag(TakenPartitions worker, long records) {
        lags.put(worker, records);
    }

    void left(TakenPartitions worker) {
        lags.remove(worker);
    }

    private static double sum(Map<TakenPartitions, Long> lags) {
        return lags.values().stream().mapToLong(Long::longValue).sum();
    }

    private Counter counter(String name, String description) {
        return Counter.builder(name)
                .description(description)
                .tag("subscription", subscription)
                .register(meters);
    }
}
