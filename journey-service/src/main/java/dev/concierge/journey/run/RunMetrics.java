package dev.concierge.journey.run;

import dev.concierge.journey.definition.Refusal;
import dev.concierge.journey.engine.Effect.Movement;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Counts movements once they are durable. */
@Component
class RunMetrics {
    private final Counter entered;
    private final Counter advanced;
    private final Counter exited;
    private final Map<Refusal, Counter> refused = new EnumMap<>(Refusal.class);

    RunMetrics(MeterRegistry metrics) {
        this.entered = counter("journey.runs.entered", "Guests who entered a journey", metrics);
        this.advanced = counter("journey.runs.advanced", "Nodes that runs have visited", metrics);
        this.exited = counter("journey.runs.exited", "Runs that ended", metrics);
        for (Refusal reason : Refusal.values()) {
            refused.put(
                    reason,
                    Counter.builder("journey.entries.refused")
                            .description("Guests whom entry rules kept out")
                            .tag("reason", reason.written())
                            .register(metrics));
        }
    }

    private static Counter counter(String name, String description, MeterRegistry metrics) {
        return Counter.builder(name).description(description).register(metrics);
    }

    void count(Changes changes) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                entered.increment(changes.count(Movement.ENTERED));
                advanced.increment(changes.visits());
                exited.increment(changes.count(Movement.EXITED));
                changes.refused().forEach(one -> refused(one.reason()).increment());
            }
        });
    }

    private Counter refused(Refusal reason) {
        return Objects.requireNonNull(refused.get(reason), reason::toString);
    }
}
