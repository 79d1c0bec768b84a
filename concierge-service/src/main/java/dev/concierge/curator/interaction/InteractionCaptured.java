package dev.concierge.curator.interaction;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.UUID;

/** What we read of {@code interaction.captured} on topic {@code interactions}. */
record InteractionCaptured(
        UUID interactionId, String type, Instant timestamp, Instant receivedAt, Party actor, Party target) {
    static final String TYPE = "interaction.captured";

    /** A clock that runs ahead must not make everything else look old. */
    Instant takenAt() {
        return timestamp.isAfter(receivedAt) ? receivedAt : timestamp;
    }

    /** Who acted, or what was acted on. */
    record Party(
            @JsonProperty(required = true) String id,
            @JsonProperty(required = true) String type) {}
}
