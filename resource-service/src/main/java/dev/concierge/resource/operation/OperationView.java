package dev.concierge.resource.operation;

import dev.concierge.resource.resource.OperationStatus;
import dev.concierge.resource.resource.RecordedOperation;
import dev.concierge.resource.resource.ResourceKey;
import dev.concierge.resource.resource.Verb;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** @param problem why it failed */
record OperationView(
        String requestId,
        String businessId,
        String locationId,
        String resourceType,
        String resourceId,
        Verb operation,
        OperationStatus status,
        @Nullable Long version,
        @Nullable @Schema(type = "object") JsonNode problem,
        Instant acceptedAt,
        @Nullable Instant endedAt) {
    static OperationView of(RecordedOperation operation) {
        ResourceKey key = operation.key();
        return new OperationView(
                operation.requestId(),
                key.place().business().value(),
                key.place().location().value(),
                key.type().value(),
                key.id().value(),
                operation.verb(),
                operation.status(),
                operation.version(),
                operation.problem(),
                operation.acceptedAt(),
                operation.endedAt());
    }
}
