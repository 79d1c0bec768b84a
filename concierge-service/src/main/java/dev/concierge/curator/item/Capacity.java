package dev.concierge.curator.item;

import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.persistence.EnumeratedValue;

/** As what somebody created an item for its owner. */
enum Capacity {
    SELF("self"),
    PARTNER("partner"),
    EXPERT("expert"),
    HELP_DESK("help-desk");

    @EnumeratedValue
    private final String wireName;

    Capacity(String wireName) {
        this.wireName = wireName;
    }

    @JsonValue
    String wireName() {
        return wireName;
    }
}
