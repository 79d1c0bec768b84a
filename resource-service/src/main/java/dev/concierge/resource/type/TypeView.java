package dev.concierge.resource.type;

import dev.concierge.resource.type.ResourceTypes.StoredType;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import tools.jackson.databind.JsonNode;

record TypeView(
        String resourceType,
        long version,
        Instant updatedAt,
        @Schema(type = "object") JsonNode schema) {
    static TypeView of(StoredType type) {
        return new TypeView(type.type().value(), type.version(), type.updatedAt(), type.schema());
    }
}
