package dev.concierge.hub.delivery;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A receipt as it is listed. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record EndedDelivery(
        UUID notificationId,
        String userId,
        String channel,
        String state,
        @Nullable String reason,
        Instant at) {}
