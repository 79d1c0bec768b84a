package dev.concierge.platform.message;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The value of a received record and the mapper that reads it. */
public final class MessageBody {
    private final byte @Nullable [] bytes;
    private final JsonMapper mapper;

    public MessageBody(byte @Nullable [] bytes, JsonMapper mapper) {
        this.bytes = bytes;
        this.mapper = mapper;
    }

    /** The bytes as received; null for a tombstone. */
    public byte @Nullable [] bytes() {
        return bytes;
    }

    /** The value read as {@code type}. */
    public <T> T as(Class<T> type) {
        if (bytes == null) {
            throw new IllegalArgumentException("value is null (expected: " + type.getSimpleName() + ")");
        }
        return mapper.readValue(bytes, type);
    }

    @Nullable
    JsonNode json() {
        return bytes == null ? null : mapper.readTree(bytes);
    }
}
