package dev.concierge.hub.channel;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BinaryNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Serializer V2's binary frames: a kind, a length of one byte for each name, the names, then the data. */
final class BinaryFrames {
    private static final int PUSH = 0;
    private static final int REPLY = 1;
    private static final int BROADCAST = 2;
    private static final int NAMES_OF_A_PUSH = 4;

    private BinaryFrames() {}

    /** @throws BrokenFrame it is no push of a client */
    static Frame decode(byte[] bytes) {
        if (bytes.length < 1 + NAMES_OF_A_PUSH || bytes[0] != PUSH) {
            throw new BrokenFrame("no binary push");
        }
        int at = 1 + NAMES_OF_A_PUSH;
        String[] names = new String[NAMES_OF_A_PUSH];
        for (int name = 0; name < NAMES_OF_A_PUSH; name++) {
            int end = at + Byte.toUnsignedInt(bytes[1 + name]);
            if (end > bytes.length) {
                throw new BrokenFrame("a binary push shorter than it says");
            }
            names[name] = text(bytes, at, end);
            at = end;
        }
        BinaryNode data = JsonNodeFactory.instance.binaryNode(Arrays.copyOfRange(bytes, at, bytes.length));
        return new Frame(ref(names[0]), ref(names[1]), names[2], names[3], data);
    }

    static byte[] encode(Frame frame) {
        boolean isReply = frame.event().equals(Frame.REPLY);
        if (isReply) {
            String status = frame.payload().path("status").stringValue();
            return encoded(
                    REPLY,
                    List.of(text(frame.joinRef()), text(frame.ref()), frame.topic(), status),
                    frame.payload().path("response"));
        }
        return frame.joinRef().isNull()
                ? encoded(BROADCAST, List.of(frame.topic(), frame.event()), frame.payload())
                : encoded(PUSH, List.of(text(frame.joinRef()), frame.topic(), frame.event()), frame.payload());
    }

    private static byte[] encoded(int kind, List<String> names, JsonNode data) {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.write(kind);
        List<byte[]> encoded = new ArrayList<>();
        for (String name : names) {
            byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
            if (bytes.length > 255) {
                throw new BrokenFrame("a name of " + bytes.length + " bytes (expected: at most 255)");
            }
            encoded.add(bytes);
            frame.write(bytes.length);
        }
        encoded.forEach(frame::writeBytes);
        try {
            frame.writeBytes(data.binaryValue());
            frame.flush();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return frame.toByteArray();
    }

    /** An empty name is how the client writes a ref that it does not have. */
    private static JsonNode ref(String name) {
        return name.isEmpty() ? Frame.NO_REF : JsonNodeFactory.instance.stringNode(name);
    }

    private static String text(JsonNode ref) {
        return ref.isNull() ? "" : ref.asString();
    }

    private static String text(byte[] bytes, int from, int to) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, from, to - from))
                    .toString();
        } catch (CharacterCodingException noText) {
            throw new BrokenFrame("a name that is no UTF-8");
        }
    }
}
