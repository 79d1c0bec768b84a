package dev.concierge.event.ingest;

import dev.concierge.event.capture.Capturable;
import dev.concierge.event.capture.EventCaptured;
import dev.concierge.platform.message.OutgoingMessage;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** An event as its sender tells it. */
record CapturedEvent(
        String userId,
        String eventName,
        Instant eventAt,
        ObjectNode attributes,
        @Nullable String messageId) implements Capturable {
    @Override
    public List<OutgoingMessage> messages(UUID eventId, Instant receivedAt) {
        return List.of(new EventCaptured(eventId, userId, eventName, eventAt, receivedAt, attributes).toMessage());
    }
}
