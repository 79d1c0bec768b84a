package dev.concierge.resource.resource;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A resource as it is or, once deleted, was: its version goes on when it is created again, so that no version ever names
 * two contents.
 *
 * @param data with the id in it; null when deleted
 * @param isFound whether topic {@code items} shows it
 */
record Resource(
        ResourceKey key,
        long version,
        @Nullable ObjectNode data,
        Instant createdAt,
        Instant updatedAt,
        boolean isFound) {
    boolean isDeleted() {
        return data == null;
    }

    static Resource created(ResourceKey key, @Nullable Resource deleted, ObjectNode data, Instant now) {
        return new Resource(key, deleted == null ? 1 : deleted.version() + 1, data, now, now, false);
    }

    Resource with(@Nullable ObjectNode data, Instant now) {
        return new Resource(key, version + 1, data, createdAt, now, isFound);
    }

    Resource found(boolean isFound) {
        return new Resource(key, version, data, createdAt, updatedAt, isFound);
    }
}
