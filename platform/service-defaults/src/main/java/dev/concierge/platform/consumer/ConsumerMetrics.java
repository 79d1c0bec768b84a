package dev.concierge.platform.consumer;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.concurrent.atomic.AtomicLong;

/** What consumers count, over all subscriptions of the service. */
final class ConsumerMetrics {
    private final Counter processed;
    private final Counter duplicates;
    private final Counter parked;
    private final Counter retries;
    private final Counter fenced;
    private final Counter gaps;
    private final AtomicLong lag = new AtomicLong();

    ConsumerMetrics(MeterRegistry meters, String subscription) {
        this.processed =
                counter(meters, "consumer.messages", subscription, "Messages that took effect or were skipped");
        this.duplicates = counter(meters, "consumer.duplicates", subscription, "Messages whose id had taken effect");
        this.parked = counter(meters, "consumer.parked", subscription, "Messages parked");
        this.retries = counter(meters, "consumer.retries", subscription, "Batches tried again after an outage");
        this.fenced = counter(meters, "consumer.fenced", subscription, "Batches rolled back: another worker owned it");
        this.gaps = counter(meters, "consumer.gaps", subscription, "Offsets lost to retention before they were read");
        meters.gauge("consumer.lag", Tags.of("subscription", subscription), lag);
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

    void lag(long records) {
        lag.set(records);
    }

    private static Counter counter(MeterRegistry meters, String name, String subscription, String description) {
        return Counter.builder(name)
                .description(description)
                .tag("subscription", subscription)
                .register(meters);
    }
}
