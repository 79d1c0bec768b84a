package dev.concierge.event.ingest;

import dev.concierge.event.capture.CaptureForm;
import dev.concierge.event.capture.CapturedEvent;
import dev.concierge.event.capture.Fields;
import dev.concierge.event.capture.Reading;
import dev.concierge.event.occurrence.Attributes;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The two bodies of an event: {@code {userId, eventName, eventTime, attributes, messageId}} and
 * {@code {type, payload{userId, eventTime, …}, messageId}}, where what else the payload holds are the attributes.
 */
public final class EventForm implements CaptureForm {
    static final String BY_NAME = """
            {"userId": "0199f1c2-7a10-7c3e-9b57-3f2d8a6c1e01", "eventName": "offer_viewed",
             "eventTime": "2026-11-22T09:00:00Z", "attributes": {"offerId": "o-1"}, "messageId": "m-1"}""";
    static final String BY_TYPE = """
            {"type": "offer_viewed", "payload": {"userId": "0199f1c2-7a10-7c3e-9b57-3f2d8a6c1e01", "offerId": "o-1"}}""";

    private static final Places TYPED = new Places("/payload/eventTime", "/payload");
    private static final int USER_ID = 128;
    private static final int MESSAGE_ID = 255;

    @Override
    public String plural() {
        return "events";
    }

    @Override
    public String nameOf(JsonNode item) {
        return Fields.name(item, "eventName", "type");
    }

    @Override
    public Places places(JsonNode item) {
        return isTyped(item) ? TYPED : CaptureForm.super.places(item);
    }

    private static boolean isTyped(JsonNode item) {
        return item.hasNonNull("type") || item.hasNonNull("payload");
    }

    @Override
    public Reading<CapturedEvent> read(JsonNode item, String pointer, Instant receivedAt) {
        Fields fields = Fields.of(item, pointer);
        return isTyped(item) ? typed(fields, receivedAt) : named(fields, receivedAt);
    }

    private static Reading<CapturedEvent> named(Fields fields, Instant receivedAt) {
        String userId = fields.text("userId", USER_ID);
        String name = fields.eventName("eventName", Fields.NAME);
        Instant at = fields.time("eventTime", receivedAt);
        Attributes attributes = fields.attributes("attributes");
        @Nullable String messageId = fields.optionalText("messageId", MESSAGE_ID);
        fields.rejectOthers();
        return fields.valid(() -> new CapturedEvent(userId, name, at, attributes, messageId));
    }

    private static Reading<CapturedEvent> typed(Fields fields, Instant receivedAt) {
        String name = fields.eventName("type", Fields.NAME);
        @Nullable String messageId = fields.optionalText("messageId", MESSAGE_ID);
        Fields payload = fields.object("payload");
        String userId = payload.text("userId", USER_ID);
        Instant at = payload.optionalTime("eventTime", receivedAt);
        Attributes attributes = payload.otherAttributes();
        fields.rejectOthers();
        return fields.valid(() -> new CapturedEvent(userId, name, at, attributes, messageId));
    }
}
