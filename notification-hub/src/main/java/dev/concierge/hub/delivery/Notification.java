package dev.concierge.hub.delivery;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A notification to a guest.
 *
 * @param data what {@code {{data.…}}} placeholders stand for; no personal data
 * @param source what asked for it, echoed in receipts
 */
public record Notification(
        UUID id,
        String userId,
        Category category,
        Content content,
        JsonNode data,
        @Nullable JsonNode source,
        Instant requestedAt) {}
