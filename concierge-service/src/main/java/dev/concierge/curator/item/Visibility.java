package dev.concierge.curator.item;

import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.persistence.EnumeratedValue;

/** Who may see an item. */
public enum Visibility {
    /** Its owner. */
    PRIVATE("private"),
    /** Its owner, and the guests it names. */
    SHARED("shared"),
    /** Everyone; only then it can be searched for. */
    PUBLIC("public");

    @EnumeratedValue
    private final String wireName;

    Visibility(String wireName) {
        this.wireName = wireName;
    }

    @JsonValue
    String wireName() {
        return wireName;
    }
}
