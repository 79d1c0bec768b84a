package dev.concierge.curator.item;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;

enum ItemType {
    EXPERIENCE,
    MEMORY,
    GEM;

    /** As on the wire, in the table and in {@code ?type=}. */
    @JsonValue
    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    static ItemType of(String wireName) {
        return Arrays.stream(values())
                .filter(type -> type.wireName().equals(wireName))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("type: " + wireName + " (expected: experience, memory or gem)"));
    }
}
