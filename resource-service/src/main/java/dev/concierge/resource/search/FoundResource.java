package dev.concierge.resource.search;

import dev.concierge.platform.id.Ids;
import java.util.UUID;

/** A resource as an item that can be found; its id as such derives from its own. */
public record FoundResource(String businessId, String locationId, String resourceType, String resourceId) {
    private static final UUID ITEMS = new UUID(0x636f6e6369657267L, 0x9000000000000012L);

    public UUID itemId() {
        return Ids.derived(ITEMS, String.join("/", businessId, locationId, resourceType, resourceId));
    }
}
