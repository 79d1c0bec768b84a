package dev.concierge.journey.run.web;

import dev.concierge.platform.problem.InvalidInput;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The bounds of what a run keeps for its notifications. They are the same as those of an event's attributes, and kept
 * here because after the 202 nobody is left to tell: a run that cannot be stored, or whose messages are too large to be
 * sent, would stop everything else of the guest.
 */
final class RunAttributes {
    /** Characters of the attributes as JSON. */
    private static final int SIZE = 32 * 1024;

    private RunAttributes() {}

    /** @throws InvalidInput when a run cannot keep them */
    static void check(@Nullable Map<String, Object> attributes) {
        if (attributes == null) {
            return;
        }
        JsonNode json = JsonMapper.shared().valueToTree(attributes);
        if (!isStorable(json)) {
            throw wrong("a text with a NUL or half a surrogate pair (expected: what JSONB can hold)");
        }
        int size = json.toString().length();
        if (size > SIZE) {
            throw wrong(size + " characters (expected: at most " + SIZE + ")");
        }
    }

    private static InvalidInput wrong(String detail) {
        return new InvalidInput("/attributes", detail);
    }

    private static boolean isStorable(JsonNode node) {
        return switch (node.getNodeType()) {
            case STRING -> isStorable(node.stringValue());
            case OBJECT ->
                node.propertyNames().stream().allMatch(RunAttributes::isStorable)
                        && node.values().stream().allMatch(RunAttributes::isStorable);
            case ARRAY -> node.values().stream().allMatch(RunAttributes::isStorable);
            default -> true;
        };
    }

    private static boolean isStorable(String text) {
        return text.indexOf('\0') < 0 && StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }
}
