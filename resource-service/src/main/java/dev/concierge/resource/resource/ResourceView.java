package dev.concierge.resource.resource;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Objects;
import tools.jackson.databind.JsonNode;

record ResourceView(
        String businessId,
        String locationId,
        String resourceType,
        String id,
        long version,
        Instant createdAt,
        Instant updatedAt,
        @Schema(type = "object") JsonNode data) {
    static ResourceView of(Resource resource) {
        ResourceKey key = resource.key();
        return new ResourceView(
                key.place().business().value(),
                key.place().location().value(),
                key.type().value(),
                key.id().value(),
                resource.version(),
                resource.createdAt(),
                resource.updatedAt(),
                Objects.requireNonNull(resource.data()));
    }
}
