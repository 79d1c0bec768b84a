package dev.concierge.platform.cache;

import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Answers as Redis keeps them. */
final class CacheJson {
    private final JsonMapper mapper;

    CacheJson(JsonMapper mapper) {
        this.mapper = mapper;
    }

    String write(Object answer) {
        return mapper.writeValueAsString(answer);
    }

    /** Nothing when it was written in another form, by a pod of another release. */
    <V> Optional<V> read(String json, Class<V> type) {
        try {
            return Optional.of(mapper.readValue(json, type));
        } catch (JacksonException another) {
            return Optional.empty();
        }
    }
}
