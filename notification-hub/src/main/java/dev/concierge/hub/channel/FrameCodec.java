package dev.concierge.hub.channel;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/** Frames as text of serializer V2: a JSON array of five elements, more are ignored. */
public final class FrameCodec {
    private static final int ELEMENTS = 5;

    private final JsonMapper mapper = JsonMapper.shared();

    /** @throws BrokenFrame the text is no frame: the socket cannot go on */
    public Frame decode(String text) {
        JsonNode array = parsed(text);
        if (!array.isArray() || array.size() < ELEMENTS) {
            throw new BrokenFrame("no array of " + ELEMENTS + " elements");
        }
        JsonNode topic = array.get(2);
        JsonNode event = array.get(3);
        if (!topic.isString() || !event.isString()) {
            throw new BrokenFrame("topic or event is no string");
        }
        return new Frame(ref(array.get(0)), ref(array.get(1)), topic.stringValue(), event.stringValue(), array.get(4));
    }

    /** The UTF-8 bytes of a frame. */
    public byte[] encode(Frame frame) {
        ArrayNode array = mapper.createArrayNode();
        array.add(frame.joinRef()).add(frame.ref()).add(frame.topic()).add(frame.event());
        return mapper.writeValueAsBytes(array.add(frame.payload()));
    }

    private JsonNode parsed(String text) {
        try {
            return mapper.readTree(text);
        } catch (JacksonException noJson) {
            throw new BrokenFrame("no JSON");
        }
    }

    private static JsonNode ref(JsonNode node) {
        if (node.isString() || node.isNumber() || node.isNull()) {
            return node;
        }
        throw new BrokenFrame("a ref is neither string, number nor null");
    }
}
