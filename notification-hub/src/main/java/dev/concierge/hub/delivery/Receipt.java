package dev.concierge.hub.delivery;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** {@code notification.sent}, {@code .suppressed} or {@code .failed} on the wire. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Receipt(
        UUID notificationId,
        String userId,
        String channel,
        Instant at,
        @Nullable String reason,
        @Nullable JsonNode source) {
    static final String TOPIC = "notification-receipts";
}
