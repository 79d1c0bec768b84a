package dev.concierge.event.processing;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** Counts what the stream does: {@code event_stored_total}, {@code event_told_total}, {@code event_refused_total}. */
final class StreamMetrics {
    private final Counter stored;
    private final Counter told;
    private final Counter refused;

    StreamMetrics(MeterRegistry meters) {
        this.stored = Counter.builder("event.stored")
                .description("Occurrences stored for the first time")
                .register(meters);
        this.refused = Counter.builder("event.refused")
                .description("Messages of our topics that told of a reserved name, and were left out")
                .register(meters);
        this.told = Counter.builder("event.told")
                .description("Occurrences that journeys were told of")
                .register(meters);
    }

    void refused() {
        refused.increment();
    }

    void processed(int newlyStored, int toldJourneys) {
        stored.increment(newlyStored);
        told.increment(toldJourneys);
    }
}
