package dev.concierge.hub.delivery;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * {@code notification.sent}, {@code .suppressed}, {@code .failed} or {@code .delayed} on the wire.
 *
 * @param until of a delay: when it is looked at again
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Receipt(
        UUID notificationId,
        String userId,
        String channel,
        Instant at,
        @Nullable String reason,
        @Nullable Instant until,
        @Nullable JsonNode source) {
    static final String TOPIC = "notification-receipts";
}
