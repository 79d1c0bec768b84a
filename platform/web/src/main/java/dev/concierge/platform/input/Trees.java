package dev.concierge.platform.input;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads JSON of any shape, such as attributes, so that it can be kept, sent on and read back: whole texts, finite
 * numbers, and a depth that is far below what readers take, because on its way it is wrapped by messages and records.
 */
final class Trees {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private Trees() {}

    /** As a tree. */
    static final class OfNodes<N extends JsonNode> extends StdDeserializer<N> {
        private final Class<N> type;

        OfNodes(Class<N> type) {
            super(type);
            this.type = type;
        }

        @Override
        public N deserialize(JsonParser parser, DeserializationContext context) {
            JsonNode tree = read(parser, context);
            return type.isInstance(tree)
                    ? type.cast(tree)
                    : type.cast(context.reportInputMismatch(type, "%s", tree.getNodeType()));
        }

        @Override
        public @Nullable Object getNullValue(DeserializationContext context) {
            return type.isInstance(NODES.nullNode()) ? NODES.nullNode() : null;
        }

        @Override
        public @Nullable Object getAbsentValue(DeserializationContext context) {
            return null;
        }
    }

    /** As maps, lists, texts, numbers and truths. */
    static final class OfValues extends StdDeserializer<Object> {
        OfValues() {
            super(Object.class);
        }

        @Override
        public @Nullable Object deserialize(JsonParser parser, DeserializationContext context) {
            return value(read(parser, context));
        }
    }

    /** As a tree with what is wrong in it. */
    static final class OfGiven extends StdDeserializer<Given> {
        OfGiven() {
            super(Given.class);
        }

        @Override
        public Given deserialize(JsonParser parser, DeserializationContext context) {
            Reading reading = new Reading(parser, context, true, Trees::rounded);
            return new Given(reading.value(0), reading.faults);
        }
    }

    /** As a tree with numbers as they were written. */
    static final class OfExact extends StdDeserializer<Exact> {
        OfExact() {
            super(Exact.class);
        }

        @Override
        public Exact deserialize(JsonParser parser, DeserializationContext context) {
            return new Exact(new Reading(parser, context, false, Trees::exact).value(0));
        }

        @Override
        public Object getNullValue(DeserializationContext context) {
            return new Exact(NODES.nullNode());
        }
    }

    private static JsonNode read(JsonParser parser, DeserializationContext context) {
        return new Reading(parser, context, false, Trees::rounded).value(0);
    }

    private static JsonNode rounded(JsonParser parser) {
        return NODES.numberNode(Scalars.finite(parser));
    }

    /** Whoever reads it as a double can. */
    private static JsonNode exact(JsonParser parser) {
        Scalars.finite(parser);
        return NODES.numberNode(parser.getDecimalValue());
    }

    /** One reading; it ends at the first fault, or goes on with null in the place of what cannot be kept. */
    private static final class Reading {
        private final JsonParser parser;
        private final DeserializationContext context;
        private final boolean goesOn;
        private final Function<JsonParser, JsonNode> fractions;
        private final List<Given.Fault> faults = new ArrayList<>();
        private final Deque<String> path = new ArrayDeque<>();

        Reading(
                JsonParser parser,
                DeserializationContext context,
                boolean goesOn,
                Function<JsonParser, JsonNode> fractions) {
            this.parser = parser;
            this.context = context;
            this.goesOn = goesOn;
            this.fractions = fractions;
        }

        JsonNode value(int depth) {
            return switch (parser.currentToken()) {
                case START_OBJECT -> object(shallow(depth));
                case START_ARRAY -> array(shallow(depth));
                case VALUE_STRING -> NODES.stringNode(Scalars.text(parser, parser.getString()));
                case VALUE_NUMBER_INT ->
                    switch (parser.getNumberType()) {
                        case INT -> NODES.numberNode(parser.getIntValue());
                        case LONG -> NODES.numberNode(parser.getLongValue());
                        case BIG_INTEGER, FLOAT, DOUBLE, BIG_DECIMAL -> NODES.numberNode(parser.getBigIntegerValue());
                    };
                case VALUE_NUMBER_FLOAT -> fractions.apply(parser);
                case VALUE_TRUE -> NODES.booleanNode(true);
                case VALUE_FALSE -> NODES.booleanNode(false);
                case VALUE_NULL -> NODES.nullNode();
                case null, default -> (JsonNode) context.handleUnexpectedToken(JsonNode.class, parser);
            };
        }

        private int shallow(int depth) {
            if (depth < StrictValues.DEPTH) {
                return depth + 1;
            }
            if (goesOn) {
                parser.skipChildren();
            }
            throw new RefusedValue(
                    parser,
                    "nested deeper",
                    "at most " + StrictValues.DEPTH + " objects and arrays in one another",
                    Object.class);
        }

        private ObjectNode object(int depth) {
            ObjectNode object = NODES.objectNode();
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                object.set(Texts.shown(name), step(Texts.shown(name), () -> {
                    parser.nextToken();
                    JsonNode value = value(depth);
                    Scalars.text(parser, name);
                    return value;
                }));
            }
            return object;
        }

        private ArrayNode array(int depth) {
            ArrayNode array = NODES.arrayNode();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                array.add(step(array.size(), () -> value(depth)));
            }
            return array;
        }

        /** @param step a name or an index */
        private JsonNode step(Object step, Supplier<JsonNode> value) {
            if (goesOn) {
                path.addLast(step.toString());
            }
            try {
                return value.get();
            } catch (RefusedValue refused) {
                if (!goesOn) {
                    throw (RefusedValue)
                            (step instanceof Integer index
                                    ? refused.prependPath(List.class, index)
                                    : refused.prependPath(Map.class, step.toString()));
                }
                faults.add(new Given.Fault(List.copyOf(path), refused.getValue(), refused.expectation()));
                return NODES.nullNode();
            } finally {
                path.pollLast();
            }
        }
    }

    private static @Nullable Object value(JsonNode node) {
        return switch (node.getNodeType()) {
            case OBJECT -> {
                Map<String, @Nullable Object> map = new LinkedHashMap<>();
                node.properties().forEach(property -> map.put(property.getKey(), value(property.getValue())));
                yield map;
            }
            case ARRAY -> {
                List<@Nullable Object> list = new ArrayList<>();
                node.values().forEach(element -> list.add(value(element)));
                yield list;
            }
            case STRING -> node.stringValue();
            case NUMBER -> node.numberValue();
            case BOOLEAN -> node.booleanValue();
            case NULL, MISSING, BINARY, POJO -> null;
        };
    }
}
