package dev.concierge.event.capture;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** Counts what ingest does: {@code event_captured_total}, {@code event_rejected_total}. */
final class CaptureMetrics {
    private final Counter captured;
    private final Counter rejected;

    CaptureMetrics(MeterRegistry meters) {
        this.captured = Counter.builder("event.captured")
                .description("Events and interactions durable in Kafka")
                .register(meters);
        this.rejected = Counter.builder("event.rejected")
                .description("Events and interactions refused as invalid")
                .register(meters);
    }

    void captured(long many) {
        captured.increment(many);
    }

    void rejected(long many) {
        rejected.increment(many);
    }
}
