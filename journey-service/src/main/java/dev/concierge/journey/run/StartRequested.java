package dev.concierge.journey.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.concierge.journey.definition.JourneyId;
import dev.concierge.journey.engine.Effect;
import dev.concierge.journey.engine.Memory;
import dev.concierge.journey.engine.Run;
import dev.concierge.journey.engine.RunId;
import dev.concierge.journey.guest.UserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The command {@code run.initiate} of a run that starts another. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record StartRequested(
        RunId runId,
        JourneyId journeyId,
        UserId userId,
        Instant requestedAt,
        JsonNode attributes,
        @Nullable String key,
        Memory.@Nullable Parent parent) {
    static StartRequested of(Run run, Effect.Start start, Instant now) {
        Integer visit = start.visit();
        return new StartRequested(
                new RunId(start.id()),
                start.journeyId(),
                run.userId(),
                now,
                start.attributes(),
                start.key(),
                visit == null ? null : new Memory.Parent(run.id(), visit));
    }
}
