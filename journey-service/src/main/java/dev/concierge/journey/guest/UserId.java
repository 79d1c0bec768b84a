package dev.concierge.journey.guest;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Whose run it is; the key of every stream about a guest. */
public record UserId(@JsonValue String value) {
    @JsonCreator
    public UserId {}

    @Override
    public String toString() {
        return value;
    }
}
