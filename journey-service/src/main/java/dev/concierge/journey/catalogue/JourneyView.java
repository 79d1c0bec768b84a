package dev.concierge.journey.catalogue;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A journey to outsiders.
 *
 * @param version the latest one
 * @param pause what becomes of guests while it is paused
 * @param definition of the latest version; left out in lists
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record JourneyView(
        String journeyId,
        String state,
        int version,
        @Nullable Integer armingVersion,
        @Nullable Integer liveVersion,
        @Nullable PausePolicy pause,
        Instant createdAt,
        Instant updatedAt,
        @Nullable JsonNode definition) {

    static JourneyView of(Journey journey) {
        return of(journey, null);
    }

    static JourneyView of(Journey journey, @Nullable JsonNode definition) {
        return new JourneyView(
                journey.id().value(),
                journey.state().wireName(),
                journey.latest(),
                journey.arming(),
                journey.live(),
                journey.pause(),
                journey.createdAt(),
                journey.updatedAt(),
                definition);
    }
}
