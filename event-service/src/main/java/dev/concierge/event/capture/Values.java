package dev.concierge.event.capture;

import dev.concierge.platform.input.Texts;
import tools.jackson.databind.JsonNode;

/** Values of a request as messages show them. */
final class Values {
    private static final int SHOWN = 64;

    private Values() {}

    /** The value for an error's detail, cut short. */
    static String shown(JsonNode value) {
        if (value.isMissingNode()) {
            return "null";
        }
        String text = value.toString();
        String cut = Texts.cut(text, SHOWN);
        return cut.length() < text.length() ? cut + "…" : text;
    }

    /** A field name as a part of a JSON Pointer (RFC 6901). */
    static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
