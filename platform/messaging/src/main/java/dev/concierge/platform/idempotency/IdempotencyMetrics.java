package dev.concierge.platform.idempotency;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** How requests with an {@code Idempotency-Key} were answered. */
final class IdempotencyMetrics {
    private final Map<Outcome, Counter> requests = new EnumMap<>(Outcome.class);

    IdempotencyMetrics(MeterRegistry meters) {
        for (Outcome outcome : Outcome.values()) {
            requests.put(
                    outcome,
                    Counter.builder("idempotency.requests")
                            .description("Requests with an Idempotency-Key")
                            .tag("outcome", outcome.name().toLowerCase(Locale.ROOT))
                            .register(meters));
        }
    }

    void count(Outcome outcome) {
        Objects.requireNonNull(requests.get(outcome), outcome::name).increment();
    }

    enum Outcome {
        FIRST,
        REPLAYED,
        REUSED,
        RUNNING
    }
}
