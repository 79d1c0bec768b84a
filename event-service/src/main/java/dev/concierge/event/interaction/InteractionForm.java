package dev.concierge.event.interaction;

import dev.concierge.event.capture.CaptureForm;
import dev.concierge.event.capture.Fields;
import dev.concierge.event.capture.Reading;
import dev.concierge.event.occurrence.InteractionType;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The body of an interaction: {@code {type, timestamp, origin, actor, target, messageId}}. */
final class InteractionForm implements CaptureForm {
    static final String EXAMPLE = """
            {"type": "PURCHASE", "timestamp": "2026-11-22T09:00:00Z", "origin": {"id": "pos-1", "type": "till"},
             "actor": {"id": "0199f1c2-7a10-7c3e-9b57-3f2d8a6c1e01", "type": "user"},
             "target": {"id": "o-1", "type": "offer"}, "messageId": "m-1"}""";

    private static final int MESSAGE_ID = 255;

    @Override
    public boolean tellsInteractions() {
        return true;
    }

    @Override
    public String plural() {
        return "interactions";
    }

    @Override
    public Places places(JsonNode item) {
        return new Places("/timestamp", "");
    }

    @Override
    public String nameOf(JsonNode item) {
        return Fields.name(item, "type");
    }

    @Override
    public Reading<Interaction> read(JsonNode item, String pointer, Instant receivedAt) {
        Fields fields = Fields.of(item, pointer);
        @Nullable InteractionType type = fields.oneOf("type", InteractionType.SPELLINGS);
        Instant at = fields.time("timestamp", receivedAt);
        Party origin = Party.of(fields.object("origin"));
        Party actor = Party.of(fields.object("actor"));
        Party target = Party.of(fields.object("target"));
        @Nullable String messageId = fields.optionalText("messageId", MESSAGE_ID);
        fields.rejectOthers();
        return fields.valid(() -> new Interaction(Objects.requireNonNull(type), at, origin, actor, target, messageId));
    }
}
