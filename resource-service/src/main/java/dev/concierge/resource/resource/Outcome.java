package dev.concierge.resource.resource;

import dev.concierge.platform.problem.Fact;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** How an operation ended. */
public sealed interface Outcome {
    /**
     * @param data what is there now; null when deleted
     * @param replayed whether it had been done before under the same request id
     */
    record Applied(ResourceKey key, long version, @Nullable JsonNode data, Instant at, boolean replayed)
            implements Outcome {}

    /** It was refused now, and nothing changed. */
    record Refused(ResourceKey key, Fact fact) implements Outcome {}

    /** It was refused before, under the same request id. */
    record RefusedBefore(ResourceKey key, JsonNode problem) implements Outcome {}
}
