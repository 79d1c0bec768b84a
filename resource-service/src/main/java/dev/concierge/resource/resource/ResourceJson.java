package dev.concierge.resource.resource;

import dev.concierge.platform.problem.FieldError;
import dev.concierge.platform.problem.InvalidInput;
import dev.concierge.platform.problem.UnreadableBody;
import dev.concierge.platform.web.Utf8;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Reads and writes the JSON of tenants: exact numbers, no member twice, text that every store and screen can hold. */
@Component
public class ResourceJson {
    private static final int MAX_FIELDS = 100;
    private static final int MAX_FIELD_LENGTH = 200;
    private static final int MAX_PLAIN_SCALE = 50;
    /** A number of a few characters must not become one of a billion digits when it is compared or checked. */
    private static final int MAX_EXPONENT = 10_000;

    private final JsonMapper mapper;

    ResourceJson(JsonMapper mapper) {
        this.mapper = mapper.rebuild()
                .enable(
                        DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS,
                        DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                .build();
    }

    /**
     * Reads a body.
     *
     * @throws UnreadableBody when it is no JSON in UTF-8
     * @throws InvalidInput naming each value that cannot be kept
     */
    public JsonNode read(byte[] body) {
        JsonNode node = parse(body);
        List<FieldError> errors = new ArrayList<>();
        check("", node, errors);
        if (!errors.isEmpty()) {
            throw new InvalidInput(errors);
        }
        return node;
    }

    private JsonNode parse(byte[] body) {
        try {
            Utf8.check(ByteBuffer.wrap(body));
            return mapper.readTree(body);
        } catch (CharacterCodingException notUtf8) {
            throw new UnreadableBody(notUtf8);
        } catch (JacksonException unreadable) {
            throw new UnreadableBody(unreadable);
        } catch (NumberFormatException beyondAny) {
            throw new UnreadableBody(beyondAny);
        }
    }

    /** Empty when it is no object. */
    Optional<ObjectNode> object(String text) {
        try {
            return mapper.readTree(text) instanceof ObjectNode node ? Optional.of(node) : Optional.empty();
        } catch (JacksonException unreadable) {
            return Optional.empty();
        }
    }

    /** What this class wrote. */
    ObjectNode readData(String text) {
        return (ObjectNode) mapper.readTree(text);
    }

    public String write(JsonNode node) {
        return mapper.writeValueAsString(node);
    }

    /** Equal for equal content, whatever the order of members and whether the id stands in the data or beside it. */
    byte[] hash(Operation operation) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            String what = operation.verb().text() + " " + operation.place() + " " + operation.type() + " "
                    + operation.id() + " ";
            digest.update(what.getBytes(StandardCharsets.UTF_8));
            return operation.body() == null
                    ? digest.digest()
                    : digest.digest(mapper.writer()
                            .with(JsonNodeFeature.WRITE_PROPERTIES_SORTED)
                            .writeValueAsBytes(withoutId(operation.body())));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The plain members of the data, as filters compare them. */
    String fields(ObjectNode data) {
        ObjectNode fields = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> member : data.properties()) {
            String value = plain(member.getValue());
            if (fields.size() < MAX_FIELDS
                    && value.length() <= MAX_FIELD_LENGTH
                    && member.getValue().isValueNode()) {
                fields.put(member.getKey(), value);
            }
        }
        return mapper.writeValueAsString(fields);
    }

    /** A filter on plain members; a number as people write it: 4, not 4.0. */
    String filter(Map<String, String> wanted) {
        ObjectNode filter = JsonNodeFactory.instance.objectNode();
        wanted.forEach((name, text) -> filter.put(name, text));
        return mapper.writeValueAsString(filter);
    }

    private static JsonNode withoutId(JsonNode body) {
        return body instanceof ObjectNode object
                ? JsonNodeFactory.instance.objectNode().setAll(object).without("id")
                : body;
    }

    /** A number without zeros that say nothing, as people write it. */
    private static String plain(JsonNode value) {
        if (!value.isNumber()) {
            return value.asString("");
        }
        BigDecimal number = value.decimalValue().stripTrailingZeros();
        return Math.abs(number.scale()) < MAX_PLAIN_SCALE ? number.toPlainString() : number.toString();
    }

    private static void check(String pointer, JsonNode node, List<FieldError> errors) {
        if (node.isString()) {
            checkText(pointer, node.stringValue(), errors);
        } else if (node.isNumber()) {
            BigDecimal number = node.decimalValue();
            if (Math.abs((long) number.precision() - number.scale()) > MAX_EXPONENT) {
                errors.add(new FieldError(
                        pointer, "a number beyond 1e" + MAX_EXPONENT + " (expected: a smaller exponent)"));
            }
        } else if (node.isObject()) {
            for (Map.Entry<String, JsonNode> member : node.properties()) {
                String at = pointer + "/" + member.getKey().replace("~", "~0").replace("/", "~1");
                checkText(at, member.getKey(), errors);
                check(at, member.getValue(), errors);
            }
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                check(pointer + "/" + i, node.get(i), errors);
            }
        }
    }

    private static void checkText(String pointer, String text, List<FieldError> errors) {
        if (text.indexOf('\0') >= 0) {
            errors.add(new FieldError(pointer, "it has a NUL (expected: text without NUL)"));
        } else if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            errors.add(new FieldError(pointer, "half a character (expected: whole Unicode characters)"));
        }
    }
}
