package dev.concierge.event.capture;

import tools.jackson.databind.JsonNode;

/** Values of a request as Postgres stores and messages show them. */
final class Values {
    private static final int SHOWN = 64;

    private Values() {}

    /** Whether Postgres can hold it: no NUL, no half of a surrogate pair. */
    static boolean isStorable(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (c == 0 || Character.isSurrogate(c)) {
                return false;
            }
        }
        return true;
    }

    /** The value for an error's detail, cut short. */
    static String shown(JsonNode value) {
        if (value.isMissingNode()) {
            return "null";
        }
        String text = value.toString();
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
    }

    /** A field name as a part of a JSON Pointer (RFC 6901). */
    static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
