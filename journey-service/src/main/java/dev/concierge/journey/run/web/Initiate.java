package dev.concierge.journey.run.web;

import dev.concierge.platform.input.JsonSize;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Asks for a run.
 *
 * @param triggerId of event-service's trigger that asks, for the record
 * @param key correlation key of the run: which order, stay or booking it is about
 * @param attributes data of the run's notifications
 * @param requestId stands in for a missing Idempotency-Key
 */
record Initiate(
        @NotBlank @Size(max = 64) String journeyId,
        @NotBlank @Size(max = 64) String userId,
        @Size(max = 200) @Nullable String triggerId,
        @Size(max = 200) @Nullable String key,
        @JsonSize @Nullable Map<String, Object> attributes,
        @Size(max = 200) @Nullable String requestId) {}
