package dev.concierge.event.capture;

import dev.concierge.event.occurrence.Attributes;
import dev.concierge.event.occurrence.Origin;
import dev.concierge.platform.message.OutgoingMessage;
import java.time.Instant;
import java.util.UUID;

/** {@code event.captured} on topic {@code events}. */
public record EventCaptured(
        UUID eventId,
        String userId,
        String eventName,
        Instant eventAt,
        Instant receivedAt,
        Attributes attributes,
        Origin origin,
        String client) {
    public static final String TOPIC = "events";

    public OutgoingMessage toMessage() {
        return new OutgoingMessage(eventId, TOPIC, userId, "event.captured", this);
    }
}
