package dev.concierge.journey.run;

import dev.concierge.journey.definition.JourneyId;
import dev.concierge.journey.guest.UserId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Our view of {@code trigger.occurred}: something that a journey listens to, and which journeys it enters.
 *
 * @param origin what it was told as; null from releases that did not say
 */
record TriggerOccurred(
        UUID sourceEventId,
        UserId userId,
        String name,
        @Nullable Instant occurredAt,
        JsonNode attributes,
        List<Match> entries,
        @Nullable String origin) {
    private static final String USER_CHANGE = "user-change";
    private static final String OF_GUESTS = "user.";

    /**
     * Whether it carries the guest's data, which bookings and segments do not, although they are told of as changes of the
     * guest. A name alone says nothing: until names were reserved, anybody could choose it.
     */
    boolean isUserChange() {
        return USER_CHANGE.equals(origin) && name.startsWith(OF_GUESTS);
    }

    /**
     * Whether its attributes may be kept by a run. The guest's own data stays in the projection, where it is kept up to
     * date and erased; what does not say what it is, and is named like it, is taken for it.
     */
    boolean mayBeKept() {
        return origin == null ? !name.startsWith(OF_GUESTS) : !isUserChange();
    }

    /**
     * @param version which version event-service knew; 0 for whichever is published
     */
    record Match(JourneyId journeyId, int version) {}
}
