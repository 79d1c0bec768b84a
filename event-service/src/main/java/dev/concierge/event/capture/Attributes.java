package dev.concierge.event.capture;

import dev.concierge.platform.input.JsonSize;
import dev.concierge.platform.input.Sizes;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The bounds of an event's attributes. */
public final class Attributes {
    private static final int KEYS = 100;

    private Attributes() {}

    /** What is wrong with them; null when nothing is. */
    public static @Nullable String fault(JsonNode attributes) {
        if (!attributes.isObject()) {
            return Values.shown(attributes) + " (expected: an object)";
        }
        if (attributes.size() > KEYS) {
            return attributes.size() + " keys (expected: at most " + KEYS + ")";
        }
        int size = Sizes.asJson(attributes);
        return size > JsonSize.ATTRIBUTES
                ? size + " bytes of JSON (expected: at most " + JsonSize.ATTRIBUTES + ")"
                : null;
    }
}
