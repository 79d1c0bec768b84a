package dev.concierge.event.processing;

import dev.concierge.event.capture.Origin;
import dev.concierge.event.history.Occurrence;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Our view of {@code event.captured}.
 *
 * @param origin what it was told as; anything new is an event
 */
record EventCaptured(
        UUID eventId,
        String userId,
        String eventName,
        Instant eventAt,
        Instant receivedAt,
        ObjectNode attributes,
        @Nullable String origin) {
    /** Of who tells no origin, such as releases before this one, it is a plain event. */
    Origin toldAs() {
        return "interaction".equals(origin) ? Origin.INTERACTION : Origin.EVENT;
    }

    Occurrence toOccurrence() {
        return new Occurrence(eventId, userId, eventName, eventAt, receivedAt, attributes);
    }
}
