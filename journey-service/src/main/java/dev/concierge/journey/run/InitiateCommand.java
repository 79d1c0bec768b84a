package dev.concierge.journey.run;

import dev.concierge.journey.definition.JourneyId;
import dev.concierge.journey.engine.Memory;
import dev.concierge.journey.engine.RunId;
import dev.concierge.journey.guest.UserId;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Our view of {@code run.initiate}.
 *
 * @param first whether only a guest who has never been in is to come in; null for no
 */
record InitiateCommand(
        RunId runId,
        JourneyId journeyId,
        UserId userId,
        JsonNode attributes,
        @Nullable String key,
        Memory.@Nullable Parent parent,
        @Nullable Boolean first) {
    boolean isForTheFirstTime() {
        return Boolean.TRUE.equals(first);
    }
}
