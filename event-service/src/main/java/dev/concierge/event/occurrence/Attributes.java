package dev.concierge.event.occurrence;

import dev.concierge.platform.input.JsonSize;
import dev.concierge.platform.input.Texts;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.annotation.JsonSerialize;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.ser.std.StdSerializer;

/**
 * The attributes of an event: JSON that is written once when it comes in, passed on as it is, and parsed again only for
 * who looks into it.
 */
@JsonSerialize(using = Attributes.AsWritten.class)
public final class Attributes {
    public static final int KEYS = 100;
    private static final int SHOWN = 64;

    public static final Attributes NONE = written("{}");

    private final String json;
    private @Nullable ObjectNode tree;

    private Attributes(String json, @Nullable ObjectNode tree) {
        this.json = json;
        this.tree = tree;
    }

    public static Attributes of(ObjectNode tree) {
        return new Attributes(JsonMapper.shared().writeValueAsString(tree), tree);
    }

    /** @param json a JSON object */
    public static Attributes written(String json) {
        return new Attributes(json, null);
    }

    public byte[] bytes() {
        return json.getBytes(StandardCharsets.UTF_8);
    }

    /** To be read, not changed. */
    public ObjectNode tree() {
        ObjectNode parsed = tree;
        if (parsed == null) {
            parsed = (ObjectNode) JsonMapper.shared().readTree(json);
            tree = parsed;
        }
        return parsed;
    }

    /** Reads them out of a body: within their bounds, or what is wrong with them. */
    public static Read read(JsonNode object) {
        if (!object.isObject()) {
            return new Wrong(Texts.cut(object.toString(), SHOWN) + " (expected: an object)");
        }
        if (object.size() > KEYS) {
            return new Wrong(object.size() + " keys (expected: at most " + KEYS + ")");
        }
        Attributes attributes = of((ObjectNode) object);
        int size = attributes.bytes().length;
        return size > JsonSize.ATTRIBUTES
                ? new Wrong(size + " bytes of JSON (expected: at most " + JsonSize.ATTRIBUTES + ")")
                : new Valid(attributes);
    }

    /** What became of reading them. */
    public sealed interface Read {}

    public record Valid(Attributes attributes) implements Read {}

    public record Wrong(String detail) implements Read {}

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Attributes attributes && json.equals(attributes.json);
    }

    @Override
    public int hashCode() {
        return json.hashCode();
    }

    @Override
    public String toString() {
        return json;
    }

    /** As they are. */
    static final class AsWritten extends StdSerializer<Attributes> {
        AsWritten() {
            super(Attributes.class);
        }

        @Override
        public void serialize(Attributes attributes, JsonGenerator generator, SerializationContext context) {
            generator.writeRawValue(attributes.json);
        }
    }
}
