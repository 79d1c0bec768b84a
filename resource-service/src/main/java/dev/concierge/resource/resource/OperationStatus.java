package dev.concierge.resource.resource;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How far an operation is. */
public enum OperationStatus {
    PENDING,
    APPLIED,
    FAILED;

    @JsonValue
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    static OperationStatus of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
