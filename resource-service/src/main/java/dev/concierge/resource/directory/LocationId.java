package dev.concierge.resource.directory;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.io.Serializable;

/** A location, unique within its business. */
@Embeddable
public record LocationId(@Column(name = "location_id") String value) implements Serializable {
    public LocationId {
        if (!value.matches(BusinessId.PATTERN)) {
            throw new IllegalArgumentException("locationId: " + value + " (expected: " + BusinessId.PATTERN + ")");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
