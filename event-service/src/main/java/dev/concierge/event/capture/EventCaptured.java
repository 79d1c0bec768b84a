package dev.concierge.event.capture;

import dev.concierge.event.occurrence.Attributes;
import dev.concierge.event.occurrence.Origin;
import dev.concierge.platform.message.OutgoingMessage;
import java.time.Instant;
import java.util.Map;
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
    /** An extension attribute of CloudEvents: journeys are not told of it. */
    public static final String HISTORY_ONLY = "ce_historyonly";

    public OutgoingMessage toMessage(boolean historyOnly) {
        Map<String, String> headers = historyOnly ? Map.of(HISTORY_ONLY, "true") : Map.of();
        return new OutgoingMessage(eventId, TOPIC, userId, "event.captured", this, headers);
    }
}
