package dev.concierge.curator.item;

import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.persistence.EnumeratedValue;

enum ItemType {
    EXPERIENCE("experience"),
    MEMORY("memory"),
    GEM("gem");

    /** As on the wire, in the table and in {@code ?type=}. */
    @EnumeratedValue
    private final String wireName;

    ItemType(String wireName) {
        this.wireName = wireName;
    }

    @JsonValue
    String wireName() {
        return wireName;
    }
}
