package dev.concierge.hub.live;

import dev.concierge.platform.message.ReceivedMessage;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.json.JsonFactory;

/** Reads broadcasts from the topic without taking their payloads apart: those go on as they were posted. */
final class Broadcasts {
    private static final JsonFactory JSON = new JsonFactory();

    /** Where an object lies in the bytes around it. */
    private record Payload(
            int from, int to, boolean isEmpty, @Nullable String business) {}

    private Broadcasts() {}

    /**
     * The broadcast in a message.
     *
     * @throws IllegalArgumentException there is none in it
     * @throws tools.jackson.core.JacksonException it is no JSON
     */
    static Broadcast of(ReceivedMessage message) {
        byte[] bytes = message.body().bytes();
        if (bytes == null) {
            throw new IllegalArgumentException("it has no value");
        }
        String topic = null;
        String event = null;
        Payload payload = null;
        try (JsonParser parser = JSON.createParser(bytes)) {
            expect(parser.nextToken(), JsonToken.START_OBJECT);
            for (String field = parser.nextName(); field != null; field = parser.nextName()) {
                JsonToken value = parser.nextToken();
                switch (field) {
                    case "topic" -> topic = text(parser, value);
                    case "event" -> event = text(parser, value);
                    case "payload" -> payload = payload(parser, value);
                    default -> parser.skipChildren();
                }
            }
        }
        if (topic == null || event == null || payload == null) {
            throw new IllegalArgumentException("topic, event or payload is missing");
        }
        return new Broadcast(
                message.id(),
                message.time(),
                message.partition(),
                message.offset(),
                topic,
                event,
                payload.business,
                withOffset(bytes, payload, message.offset()));
    }

    private static Payload payload(JsonParser parser, JsonToken value) {
        expect(value, JsonToken.START_OBJECT);
        int from = (int) parser.currentTokenLocation().getByteOffset();
        String business = null;
        boolean isEmpty = true;
        for (String field = parser.nextName(); field != null; field = parser.nextName()) {
            isEmpty = false;
            JsonToken token = parser.nextToken();
            if (field.equals("businessId") && token == JsonToken.VALUE_STRING) {
                business = parser.getString();
            } else {
                parser.skipChildren();
            }
        }
        return new Payload(from, (int) parser.currentLocation().getByteOffset(), isEmpty, business);
    }

    /** The offset goes last: it wins over a field of that name that somebody else put there. */
    private static byte[] withOffset(byte[] bytes, Payload payload, long offset) {
        byte[] end = ((payload.isEmpty ? "" : ",") + "\"offset\":" + offset + "}").getBytes(StandardCharsets.US_ASCII);
        int length = payload.to - 1 - payload.from;
        ByteArrayOutputStream written = new ByteArrayOutputStream(length + end.length);
        written.write(bytes, payload.from, length);
        written.writeBytes(end);
        return written.toByteArray();
    }

    private static String text(JsonParser parser, JsonToken value) {
        expect(value, JsonToken.VALUE_STRING);
        return parser.getString();
    }

    private static void expect(@Nullable JsonToken token, JsonToken expected) {
        if (token != expected) {
            throw new IllegalArgumentException(token + " (expected: " + expected + ")");
        }
    }
}
