package dev.concierge.resource.directory;

import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import java.io.Serializable;

/** A location and whose it is. */
@Embeddable
public record Place(@Embedded BusinessId business, @Embedded LocationId location) implements Serializable {
    /** The one name of both in paths and channels; never split it, both parts may hold hyphens. */
    public String joined() {
        return business + "-" + location;
    }

    @Override
    public String toString() {
        return business + "/" + location;
    }
}
