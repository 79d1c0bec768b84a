package dev.concierge.curator.item;

import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.persistence.EnumeratedValue;
import java.util.Arrays;

/** As what somebody created an item for its owner. */
public enum Capacity {
    SELF("self"),
    PARTNER("partner"),
    EXPERT("expert"),
    HELP_DESK("help-desk");

    @EnumeratedValue
    private final String wireName;

    Capacity(String wireName) {
        this.wireName = wireName;
    }

    /** As it is written everywhere but in this code. */
    @JsonValue
    public String wireName() {
        return wireName;
    }

    public static Capacity of(String wireName) {
        return Arrays.stream(values())
                .filter(capacity -> capacity.wireName.equals(wireName))
                .findFirst()
                .orElseThrow();
    }
}
