package dev.concierge.event.segment;

import dev.concierge.event.capture.Capturable;
import dev.concierge.event.capture.EventCaptured;
import dev.concierge.event.capture.Receipt;
import dev.concierge.event.occurrence.Attributes;
import dev.concierge.event.occurrence.Origin;
import dev.concierge.platform.message.OutgoingMessage;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A message of Segment's protocol as an event. */
record SegmentMessage(
        String userId,
        String name,
        Instant at,
        Attributes attributes,
        @Nullable String messageId) implements Capturable {
    @Override
    public List<OutgoingMessage> messages(Receipt receipt) {
        return List.of(new EventCaptured(
                        receipt.eventId(), userId, name, at, receipt.at(), attributes, Origin.EVENT, receipt.client())
                .toMessage());
    }
}
