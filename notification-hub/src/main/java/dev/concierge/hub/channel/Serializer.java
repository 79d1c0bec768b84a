package dev.concierge.hub.channel;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.BinaryNode;
import tools.jackson.databind.node.ObjectNode;

/** How frames are written, by the version that a client asks for as {@code vsn}. */
public enum Serializer {
    /** Objects {@code {topic, event, payload, ref}}; knows no join refs. */
    V1 {
        @Override
        Frame frame(JsonNode json) {
            JsonNode ref = json.path("ref");
            JsonNode payload = json.path("payload");
            if (!json.isObject() || ref.isMissingNode() || payload.isMissingNode()) {
                throw new BrokenFrame("no object of topic, event, payload and ref");
            }
            return new Frame(Frame.NO_REF, ref(ref), word(json.path("topic")), word(json.path("event")), payload);
        }

        @Override
        JsonNode json(Frame frame) {
            ObjectNode json = JSON.createObjectNode();
            json.set("event", JSON.getNodeFactory().stringNode(frame.event()));
            json.set("payload", frame.payload());
            json.set("ref", frame.ref());
            return json.put("topic", frame.topic());
        }
    },
    /** Arrays of five elements, more are ignored; binary frames where the payload is binary. */
    V2 {
        @Override
        Frame frame(JsonNode json) {
            if (!json.isArray() || json.size() < ELEMENTS) {
                throw new BrokenFrame("no array of " + ELEMENTS + " elements");
            }
            return new Frame(ref(json.get(0)), ref(json.get(1)), word(json.get(2)), word(json.get(3)), json.get(4));
        }

        @Override
        JsonNode json(Frame frame) {
            ArrayNode json = JSON.createArrayNode();
            return json.add(frame.joinRef())
                    .add(frame.ref())
                    .add(frame.topic())
                    .add(frame.event())
                    .add(frame.payload());
        }

        @Override
        public Frame decode(byte[] binary) {
            return BinaryFrames.decode(binary);
        }

        @Override
        public Encoded encode(Frame frame) {
            boolean binary =
                    frame.payload() instanceof BinaryNode || frame.payload().path("response") instanceof BinaryNode;
            return binary ? new Encoded(true, BinaryFrames.encode(frame)) : super.encode(frame);
        }
    };

    private static final int ELEMENTS = 5;
    private static final Pattern VERSION = Pattern.compile("([12])\\.0\\.\\d+");
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /** The serializer of a version; V1 for a client that names none, null for a version that nobody speaks. */
    public static @Nullable Serializer of(@Nullable String vsn) {
        if (vsn == null) {
            return V1;
        }
        if (!VERSION.matcher(vsn).matches()) {
            return null;
        }
        return vsn.startsWith("1") ? V1 : V2;
    }

    /** @throws BrokenFrame the text is no frame: the socket cannot go on */
    public Frame decode(String text) {
        try {
            return frame(JSON.readTree(text));
        } catch (JacksonException noJson) {
            throw new BrokenFrame("no JSON");
        }
    }

    /** @throws BrokenFrame the bytes are no frame, or this version has no binary ones */
    public Frame decode(byte[] binary) {
        throw new BrokenFrame("a binary frame of " + binary.length + " bytes");
    }

    public Encoded encode(Frame frame) {
        return new Encoded(false, JSON.writeValueAsBytes(json(frame)));
    }

    abstract Frame frame(JsonNode json);

    abstract JsonNode json(Frame frame);

    private static String word(JsonNode node) {
        if (node.isString()) {
            return node.stringValue();
        }
        throw new BrokenFrame("topic or event is no string");
    }

    private static JsonNode ref(JsonNode node) {
        if (node.isString() || node.isNumber() || node.isNull()) {
            return node;
        }
        throw new BrokenFrame("a ref is neither string, number nor null");
    }
}
