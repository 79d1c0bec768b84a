package dev.concierge.platform.message;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** JSON of messages: like the service's own, but unknown fields are ignored, so that producers may add some. */
public final class MessageJson {
    private final JsonMapper mapper;

    public MessageJson(JsonMapper mapper) {
        this.mapper = mapper.rebuild()
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build();
    }

    public byte[] write(Object data) {
        return mapper.writeValueAsBytes(data);
    }

    /** The same bytes for equal data in every process: the order of a map's entries is none of it. */
    public byte[] writeOrdered(Object data) {
        return mapper.writer()
                .with(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                .writeValueAsBytes(data);
    }

    public <T> T read(byte[] json, Class<T> type) {
        return mapper.readValue(json, type);
    }

    public MessageBody body(byte @Nullable [] bytes) {
        return new MessageBody(bytes, mapper);
    }
}
