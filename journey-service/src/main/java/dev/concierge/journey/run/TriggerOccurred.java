package dev.concierge.journey.run;

import dev.concierge.journey.definition.JourneyId;
import dev.concierge.journey.guest.UserId;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** Our view of {@code trigger.occurred}: something that a journey listens to, and which journeys it enters. */
record TriggerOccurred(UUID sourceEventId, UserId userId, String name, JsonNode attributes, List<Match> entries) {
    /** User changes are named by their type and carry the guest's data. */
    boolean isUserChange() {
        return name.startsWith("user.");
    }

    /**
     * @param version which version event-service knew; 0 for whichever is published
     */
    record Match(JourneyId journeyId, int version) {}
}
