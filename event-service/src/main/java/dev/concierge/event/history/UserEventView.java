package dev.concierge.event.history;

import dev.concierge.event.occurrence.Occurrence;
import java.time.Instant;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** An event on the wire. */
public record UserEventView(
        UUID userEventId, String userId, String eventName, Instant eventAt, Instant receivedAt, JsonNode attributes) {
    public static UserEventView of(Occurrence occurrence) {
        return new UserEventView(
                occurrence.id(),
                occurrence.userId(),
                occurrence.name(),
                occurrence.at(),
                occurrence.receivedAt(),
                occurrence.attributes().tree());
    }
}
