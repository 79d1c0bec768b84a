package dev.concierge.journey.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.concierge.journey.definition.JourneyId;
import dev.concierge.journey.definition.NodeId;
import dev.concierge.journey.engine.Effect.Moved;
import dev.concierge.journey.engine.Run;
import dev.concierge.journey.engine.RunId;
import dev.concierge.journey.guest.UserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The life of runs on topic {@code journeys}. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record RunMoved(
        RunId runId,
        JourneyId journeyId,
        int version,
        UserId userId,
        NodeId node,
        Instant at,
        @Nullable String reason) {
    static RunMoved of(Run run, Moved moved, Instant at) {
        return new RunMoved(run.id(), run.journeyId(), run.version(), run.userId(), moved.node(), at, moved.reason());
    }
}
