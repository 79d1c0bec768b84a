package dev.concierge.event.capture;

import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The bounds of an event's attributes. */
public final class Attributes {
    private static final int KEYS = 100;
    /** Characters of the attributes as JSON; keeps an event far below Kafka's 1 MB for a record. */
    private static final int SIZE = 32 * 1024;

    private Attributes() {}

    /** What is wrong with them; null when nothing is. */
    public static @Nullable String fault(JsonNode attributes) {
        if (!attributes.isObject()) {
            return Values.shown(attributes) + " (expected: an object)";
        }
        if (attributes.size() > KEYS) {
            return attributes.size() + " keys (expected: at most " + KEYS + ")";
        }
        if (!isStorable(attributes)) {
            return "a text with a NUL or half a surrogate pair, or an infinite number (expected: what JSONB can hold)";
        }
        int size = attributes.toString().length();
        return size > SIZE ? size + " characters (expected: at most " + SIZE + ")" : null;
    }

    private static boolean isStorable(JsonNode node) {
        return switch (node.getNodeType()) {
            case STRING -> Values.isStorable(node.stringValue());
            case NUMBER -> !node.isFloatingPointNumber() || Double.isFinite(node.doubleValue());
            case OBJECT ->
                node.propertyNames().stream().allMatch(Values::isStorable)
                        && elements(node).allMatch(Attributes::isStorable);
            case ARRAY -> elements(node).allMatch(Attributes::isStorable);
            default -> true;
        };
    }

    private static Stream<JsonNode> elements(JsonNode node) {
        return node.values().stream();
    }
}
