package dev.concierge.event.ingest;

import dev.concierge.event.capture.Capturable;
import dev.concierge.event.capture.EventCaptured;
import dev.concierge.event.occurrence.Attributes;
import dev.concierge.event.occurrence.Origin;
import dev.concierge.platform.message.OutgoingMessage;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An event as its sender tells it. */
record CapturedEvent(
        String userId,
        String eventName,
        Instant eventAt,
        Attributes attributes,
        @Nullable String messageId) implements Capturable {
    @Override
    public String name() {
        return eventName;
    }

    @Override
    public List<OutgoingMessage> messages(UUID eventId, Instant receivedAt) {
        EventCaptured event =
                new EventCaptured(eventId, userId, eventName, eventAt, receivedAt, attributes, Origin.EVENT);
        return List.of(event.toMessage());
    }
}
