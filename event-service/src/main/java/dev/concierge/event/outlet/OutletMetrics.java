package dev.concierge.event.outlet;

import dev.concierge.event.outlet.Outlets.Claimed;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * {@code event_outlet_sent_total}, {@code event_outlet_failed_total}, {@code event_outlet_behind_seconds}. An outlet that
 * failed stays behind while it waits for its next try, until somebody else takes it.
 */
final class OutletMetrics {
    private final Counter sent;
    private final Counter failed;
    private final Map<UUID, Waiting> waiting = new ConcurrentHashMap<>();

    private record Waiting(Claimed claimed, Instant since, boolean isLeft) {}

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
                .mapToLong(one -> Math.max(0, Duration.between(one.since(), now).toMillis()))
                .max()
                .orElse(0);
    }

    /** What it failed at, by this process, is what it begins with. */
    void claimed(Claimed claimed) {
        waiting.computeIfPresent(claimed.outlet().outletId(), (_, one) -> new Waiting(claimed, one.since(), false));
    }

    /** @param since when the oldest message of the batch happened */
    void waits(Claimed claimed, Instant since) {
        waiting.put(claimed.outlet().outletId(), new Waiting(claimed, since, false));
    }

    void sent(Claimed claimed, int messages) {
        waiting.remove(claimed.outlet().outletId());
        sent.increment(messages);
    }

    void failed(Claimed claimed) {
        failed.increment();
        waiting.computeIfPresent(claimed.outlet().outletId(), (_, one) -> new Waiting(claimed, one.since(), true));
    }

    /** This process pushes to it no longer, and nothing of it failed. */
    void left(Claimed claimed) {
        waiting.computeIfPresent(claimed.outlet().outletId(), (_, one) -> one.isLeft() ? one : null);
    }

    /** Of those that failed here, and are not tried again yet. */
    List<Claimed> failing() {
        return waiting.values().stream()
                .filter(Waiting::isLeft)
                .map(Waiting::claimed)
                .toList();
    }

    /** Somebody else has taken them since, or they are paused or gone. */
    void forget(Collection<Claimed> taken) {
        taken.forEach(claimed -> waiting.computeIfPresent(
                claimed.outlet().outletId(), (_, one) -> one.claimed().equals(claimed) ? null : one));
    }
}
