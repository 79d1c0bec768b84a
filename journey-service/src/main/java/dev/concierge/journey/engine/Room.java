package dev.concierge.journey.engine;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What may be put in place of placeholders in one advance, in letters: a definition holds thousands of them, and each may stand
 * for all that an event said. What goes beyond it is as if it were not known.
 */
final class Room {
    private static final int MOST = 1_000_000;

    private int left = MOST;

    @Nullable
    JsonNode take(@Nullable JsonNode value) {
        if (value == null) {
            return null;
        }
        int length = value.isString()
                ? value.stringValue().length()
                : value.toString().length();
        if (length > left) {
            return null;
        }
        left -= length;
        return value;
    }
}
