package dev.concierge.resource.directory;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.io.Serializable;

/** A tenant. */
@Embeddable
public record BusinessId(@Column(name = "business_id") String value) implements Serializable {
    /** Of business and location ids alike: what fits a path segment, a header, a channel name and a message key. */
    public static final String PATTERN = "^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$";

    public BusinessId {
        if (!value.matches(PATTERN)) {
            throw new IllegalArgumentException("businessId: " + value + " (expected: " + PATTERN + ")");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
