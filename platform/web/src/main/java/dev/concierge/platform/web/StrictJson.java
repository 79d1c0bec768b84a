package dev.concierge.platform.web;

import dev.concierge.platform.input.StrictValues;
import dev.concierge.platform.problem.AllFaults;
import dev.concierge.platform.problem.UnreadableBody;
import jakarta.validation.Validator;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.type.LogicalType;

/** How request bodies are read. Messages and answers of other services are read leniently, by the mapper bean. */
public final class StrictJson {
    private final JsonMapper mapper;
    private final AllFaults faults;

    public StrictJson(JsonMapper lenient, Supplier<@Nullable Validator> constraints) {
        this.mapper = lenient.rebuild()
                .enable(
                        DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                        DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
                        DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .withCoercionConfig(
                        LogicalType.Textual,
                        texts -> texts.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .addModule(new StrictValues())
                .build();
        this.faults = new AllFaults(lenient, mapper, constraints);
    }

    public JsonMapper mapper() {
        return mapper;
    }

    /** How to refuse a body that was read up to its first fault: by all of them. */
    public RuntimeException refusal(byte[] body, Type type, JacksonException first) {
        return faults.in(body, mapper.constructType(type), first);
    }

    /** Reads a body that came as bytes, such as one whose signature is looked at first. */
    public <T> T read(byte[] body, Class<T> type) {
        try {
            Utf8.check(ByteBuffer.wrap(body));
            return mapper.readValue(body, type);
        } catch (CharacterCodingException notUtf8) {
            throw new UnreadableBody(notUtf8);
        } catch (JacksonException unreadable) {
            throw refusal(body, type, unreadable);
        }
    }

    /**
     * Reads what a request was turned into, such as a patched resource, as if it were the body.
     *
     */
    public <T> T read(JsonNode body, Class<T> type) {
        try {
            return mapper.treeToValue(body, type);
        } catch (JacksonException unreadable) {
            throw faults.in(body.deepCopy(), mapper.constructType(type), unreadable);
        }
    }
}
