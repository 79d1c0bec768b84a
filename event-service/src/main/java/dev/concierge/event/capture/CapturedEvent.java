package dev.concierge.event.capture;

import dev.concierge.event.occurrence.Attributes;
import dev.concierge.event.occurrence.Origin;
import dev.concierge.platform.message.OutgoingMessage;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An event as its sender tells it. */
public record CapturedEvent(
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
    public Instant at() {
        return eventAt;
    }

    @Override
    public List<OutgoingMessage> messages(Receipt receipt) {
        EventCaptured event = new EventCaptured(
                receipt.eventId(),
                userId,
                eventName,
                eventAt,
                receipt.at(),
                attributes,
                Origin.EVENT,
                receipt.client());
        return List.of(event.toMessage(receipt.historyOnly()));
    }
}
