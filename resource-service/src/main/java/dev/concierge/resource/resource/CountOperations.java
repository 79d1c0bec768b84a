package dev.concierge.resource.resource;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;

/** How many operations ended how, by the door they came through. */
@Component
public class CountOperations {
    private final MeterRegistry meters;

    CountOperations(MeterRegistry meters) {
        this.meters = meters;
    }

    public void rest(Operation operation, Outcome outcome) {
        count(operation, outcome, "rest");
    }

    public void stream(Operation operation, Outcome outcome) {
        count(operation, outcome, "stream");
    }

    private void count(Operation operation, Outcome outcome, String via) {
        String ended = switch (outcome) {
            case Outcome.Applied applied -> applied.replayed() ? "repeated" : "applied";
            case Outcome.Refused _ -> "refused";
            case Outcome.RefusedBefore _ -> "repeated";
        };
        Counter.builder("resource.operations")
                .description("Operations on resources, by how they ended and which way they came")
                .tags("operation", operation.verb().text(), "outcome", ended, "via", via)
                .register(meters)
                .increment();
    }
}
