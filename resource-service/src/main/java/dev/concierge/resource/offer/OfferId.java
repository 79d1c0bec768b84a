package dev.concierge.resource.offer;

import dev.concierge.resource.directory.BusinessId;
import java.util.UUID;

/** An offer of a business. */
public record OfferId(BusinessId business, UUID value) {
    @Override
    public String toString() {
        return value.toString();
    }
}
