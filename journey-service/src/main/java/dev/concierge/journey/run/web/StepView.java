package dev.concierge.journey.run.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.concierge.journey.run.store.TimelineEntry;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A line of a run's timeline to outsiders. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record StepView(Instant at, String what, @Nullable String node, JsonNode detail) {
    static StepView of(TimelineEntry entry) {
        return new StepView(entry.at(), entry.what(), entry.node(), entry.detail());
    }
}
