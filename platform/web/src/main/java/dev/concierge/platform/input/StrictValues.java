package dev.concierge.platform.input;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.UUID;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.deser.jdk.StringDeserializer;
import tools.jackson.databind.deser.std.StdScalarDeserializer;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes plain fields of bodies strict: what is read can be kept, shown, listed, sent and read back. */
public final class StrictValues extends SimpleModule {
    /** Of arrays and objects in one another, in a field of any shape; every reader of ours takes 100. */
    public static final int DEPTH = 50;

    public StrictValues() {
        super("strict values");
        addDeserializer(String.class, new Text());
        addKeyDeserializer(String.class, new Scalars.Name());
        addDeserializer(Instant.class, new Scalars.Written<>(Instant.class, Times::instant));
        addDeserializer(LocalDate.class, new Scalars.Written<>(LocalDate.class, Times::date));
        addDeserializer(Duration.class, new Scalars.Written<>(Duration.class, Times::duration));
        addDeserializer(ZoneId.class, new Scalars.Written<>(ZoneId.class, Zones::named));
        addDeserializer(UUID.class, new Scalars.Written<>(UUID.class, Numbers::uuid));
        addDeserializer(Double.class, new Scalars.Number<>(Double.class, Scalars::finite));
        addDeserializer(double.class, new Scalars.Number<>(double.class, Scalars::finite));
        addDeserializer(
                BigDecimal.class,
                new Scalars.Number<>(BigDecimal.class, parser -> Numbers.exact(parser.getDecimalValue())));
        addDeserializer(Given.class, new Trees.OfGiven());
        addDeserializer(Exact.class, new Trees.OfExact());
        addDeserializer(Object.class, new Trees.OfValues());
        addDeserializer(JsonNode.class, new Trees.OfNodes<>(JsonNode.class));
        addDeserializer(ObjectNode.class, new Trees.OfNodes<>(ObjectNode.class));
        addDeserializer(ArrayNode.class, new Trees.OfNodes<>(ArrayNode.class));
    }

    /** Keeps to the mapper's rules about what may stand for a text. */
    private static final class Text extends StdScalarDeserializer<String> {
        Text() {
            super(String.class);
        }

        @Override
        public String deserialize(JsonParser parser, DeserializationContext context) {
            return Scalars.text(parser, StringDeserializer.instance.deserialize(parser, context));
        }
    }
}
