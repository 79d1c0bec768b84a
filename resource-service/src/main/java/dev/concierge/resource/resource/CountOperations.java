package dev.concierge.resource.resource;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;

/** How many operations ended how, by the door they came through. */
@Component
public class CountOperations {
    private static final String APPLIED = "applied";
    private static final String REST = "rest";
    private static final String STREAM = "stream";

    private final MeterRegistry meters;

    CountOperations(MeterRegistry meters) {
        this.meters = meters;
        // from the start, so that the first of each has a rate
        for (Verb verb : Verb.values()) {
            counter(verb, APPLIED, REST);
            counter(verb, APPLIED, STREAM);
        }
    }

    public void rest(Operation operation, Outcome outcome) {
        count(operation, outcome, REST);
    }

    public void stream(Operation operation, Outcome outcome) {
        count(operation, outcome, STREAM);
    }

    private void count(Operation operation, Outcome outcome, String via) {
        String ended = switch (outcome) {
            case Outcome.Applied applied -> applied.replayed() ? "repeated" : APPLIED;
            case Outcome.Refused _ -> "refused";
            case Outcome.RefusedBefore _ -> "repeated";
        };
        counter(operation.verb(), ended, via).increment();
    }

    private Counter counter(Verb verb, String ended, String via) {
        return Counter.builder("resource.operations")
                .description("Operations on resources, by how they ended and which way they came")
                .tags("operation", verb.text(), "outcome", ended, "via", via)
                .register(meters);
    }
}
