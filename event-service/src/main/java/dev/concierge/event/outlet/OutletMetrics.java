package dev.concierge.event.outlet;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** {@code event_outlet_sent_total}, {@code event_outlet_failed_total}, {@code event_outlet_behind_seconds}. */
final class OutletMetrics {
    private final Counter sent;
    private final Counter failed;
    private final Map<UUID, Instant> waiting = new ConcurrentHashMap<>();

    OutletMetrics(MeterRegistry meters, Clock clock) {
        this.sent = Counter.builder("event.outlet.sent")
                .description("Messages that customers' addresses acknowledged")
                .register(meters);
        this.failed = Counter.builder("event.outlet.failed")
                .description("Batches that customers' addresses did not acknowledge")
                .register(meters);
        TimeGauge.builder("event.outlet.behind", () -> behind(clock.instant()), TimeUnit.MILLISECONDS)
                .description("Age of the oldest message that a customer's address has not acknowledged yet")
                .register(meters);
    }

    private long behind(Instant now) {
        return waiting.values().stream()
                .mapToLong(since -> Math.max(0, Duration.between(since, now).toMillis()))
                .max()
                .orElse(0);
    }

    /** @param since when the oldest message of the batch happened */
    void waits(UUID outletId, Instant since) {
        waiting.put(outletId, since);
    }

    void sent(UUID outletId, int messages) {
        waiting.remove(outletId);
        sent.increment(messages);
    }

    void failed() {
        failed.increment();
    }

    /** This process pushes to it no longer. */
    void left(UUID outletId) {
        waiting.remove(outletId);
    }
}
