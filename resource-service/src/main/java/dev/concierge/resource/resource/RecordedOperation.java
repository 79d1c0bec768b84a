package dev.concierge.resource.resource;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An operation and how it ended.
 *
 * @param version of the resource when it was applied
 * @param problem why it failed, as REST would have answered
 * @param result what a patch made
 */
public record RecordedOperation(
        String requestId,
        byte[] hash,
        ResourceKey key,
        Verb verb,
        OperationStatus status,
        @Nullable Long version,
        @Nullable JsonNode problem,
        @Nullable JsonNode result,
        Instant acceptedAt,
        @Nullable Instant endedAt) {}
