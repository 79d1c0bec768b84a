package dev.concierge.resource.resource;

import dev.concierge.resource.shard.ShardId;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** How the seed's endpoints answer. */
record Envelope(boolean success, @Schema(type = "object") JsonNode data, Meta meta) {
    static Envelope of(WriteResource.Written written, Operation operation) {
        Outcome.Applied outcome = written.outcome();
        JsonNode gone = JsonNodeFactory.instance
                .objectNode()
                .put("id", outcome.key().id().value());
        return of(
                written.shard(),
                outcome.key(),
                operation.verb().text(),
                operation.requestId(),
                outcome.version(),
                outcome.data() == null ? gone : outcome.data(),
                outcome.at());
    }

    static Envelope of(ReadResources.Found found, String requestId, Instant now) {
        Resource resource = found.resource();
        return of(
                found.shard(),
                resource.key(),
                "read",
                requestId,
                resource.version(),
                Objects.requireNonNull(resource.data()),
                now);
    }

    private static Envelope of(
            ShardId shard,
            ResourceKey key,
            String operation,
            String requestId,
            long version,
            JsonNode data,
            Instant at) {
        return new Envelope(
                true,
                data,
                new Meta(
                        key.place().business().value(),
                        key.place().location().value(),
                        key.type().value(),
                        operation,
                        requestId,
                        at,
                        shard.value(),
                        version));
    }

    record Meta(
            String businessId,
            String locationId,
            String resourceType,
            String operation,
            String requestId,
            Instant timestamp,
            String shardId,
            long version) {}
}
