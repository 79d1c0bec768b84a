package dev.concierge.event.processing;

import dev.concierge.event.history.Occurrence;
import java.time.Instant;
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/** Our view of {@code event.captured}. */
record EventCaptured(
        UUID eventId, String userId, String eventName, Instant eventAt, Instant receivedAt, ObjectNode attributes) {
    Occurrence toOccurrence() {
        return new Occurrence(eventId, userId, eventName, eventAt, receivedAt, attributes);
    }
}
