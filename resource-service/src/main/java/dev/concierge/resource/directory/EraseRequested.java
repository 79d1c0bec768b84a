package dev.concierge.resource.directory;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the effect {@value #KIND} is to remove.
 *
 * @param locationId null for the whole business
 */
public record EraseRequested(String businessId, @Nullable String locationId) {
    public static final String KIND = "erase-tenant";

    public BusinessId business() {
        return new BusinessId(businessId);
    }

    public Optional<Place> place() {
        return Optional.ofNullable(locationId).map(id -> new Place(business(), new LocationId(id)));
    }
}
