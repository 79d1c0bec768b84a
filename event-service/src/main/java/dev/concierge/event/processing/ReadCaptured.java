package dev.concierge.event.processing;

import dev.concierge.event.occurrence.Attributes;
import dev.concierge.event.occurrence.Occurrence;
import dev.concierge.event.occurrence.Origin;
import dev.concierge.platform.input.JsonSize;
import dev.concierge.platform.input.Numbers;
import dev.concierge.platform.input.Times;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads {@code event.captured} in one pass. The attributes are checked to be JSON and kept as they were written: most
 * events are only stored, and nobody looks into them.
 */
final class ReadCaptured {
    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder().maxNestingDepth(100).build())
                    .build())
            .build();

    private final byte[] message;
    private @Nullable UUID eventId;
    private @Nullable String userId;
    private @Nullable String eventName;
    private @Nullable Instant eventAt;
    private @Nullable Instant receivedAt;
    private @Nullable Attributes attributes;
    private Origin origin = Origin.EVENT;
    private @Nullable String client;

    private ReadCaptured(byte[] message) {
        this.message = message;
    }

    /** @param source of whom it comes when it names no client */
    static Occurrence from(byte @Nullable [] message, String source) {
        if (message == null) {
            throw new IllegalArgumentException("value is null (expected: an event)");
        }
        ReadCaptured read = new ReadCaptured(message);
        try (JsonParser parser = JSON.createParser(message)) {
            read.all(parser);
        }
        return new Occurrence(
                given("eventId", read.eventId),
                given("userId", read.userId),
                given("eventName", read.eventName),
                given("eventAt", read.eventAt),
                given("receivedAt", read.receivedAt),
                read.origin,
                read.client == null ? source : read.client,
                given("attributes", read.attributes));
    }

    private void all(JsonParser parser) {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw new IllegalArgumentException(parser.currentToken() + " (expected: an object)");
        }
        for (String field = parser.nextName(); field != null; field = parser.nextName()) {
            parser.nextToken();
            switch (field) {
                case "eventId" -> eventId = Numbers.uuid(parser.getString());
                case "userId" -> userId = parser.getString();
                case "eventName" -> eventName = parser.getString();
                case "eventAt" -> eventAt = Times.instant(parser.getString());
                case "receivedAt" -> receivedAt = Times.instant(parser.getString());
                case "attributes" -> attributes = attributes(parser);
                // anything new, and what releases before tell nothing of, is a plain event
                case "origin" -> origin = "interaction".equals(parser.getString()) ? Origin.INTERACTION : Origin.EVENT;
                case "client" -> client = parser.getString();
                default -> parser.skipChildren();
            }
        }
    }

    private Attributes attributes(JsonParser parser) {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw new IllegalArgumentException("attributes: " + parser.currentToken() + " (expected: an object)");
        }
        long from = parser.currentTokenLocation().getByteOffset();
        int keys = 0;
        for (String key = parser.nextName(); key != null; key = parser.nextName()) {
            parser.nextToken();
            parser.skipChildren();
            keys++;
        }
        long to = parser.currentLocation().getByteOffset();
        if (isUtf8Object(from, to) && to - from <= JsonSize.ATTRIBUTES && keys <= Attributes.KEYS) {
            return Attributes.written(new String(message, (int) from, (int) (to - from), StandardCharsets.UTF_8));
        }
        // of a producer that writes UTF-16, or much between the values, or too much
        return bounded(JSON.readTree(message).get("attributes"));
    }

    /** As our doors take them: what they would refuse is not stored, either. */
    static Attributes bounded(JsonNode attributes) {
        return switch (Attributes.read(attributes)) {
            case Attributes.Valid(Attributes valid) -> valid;
            case Attributes.Wrong(String detail) -> throw new IllegalArgumentException("attributes: " + detail);
        };
    }

    private boolean isUtf8Object(long from, long to) {
        return from >= 0 && to > from && message[(int) from] == '{' && message[(int) to - 1] == '}';
    }

    private static <T> T given(String field, @Nullable T value) {
        if (value == null) {
            throw new IllegalArgumentException(field + " is null");
        }
        return value;
    }
}
