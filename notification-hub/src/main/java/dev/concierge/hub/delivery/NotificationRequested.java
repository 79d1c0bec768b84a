package dev.concierge.hub.delivery;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Our view of {@code notification.requested}. */
record NotificationRequested(
        UUID notificationId,
        String userId,
        Set<String> channels,
        Category category,
        Content content,
        @Nullable JsonNode data,
        @Nullable JsonNode source,
        Instant requestedAt) {
    Notification notification() {
        JsonNode values = data == null ? JsonNodeFactory.instance.objectNode() : data;
        return new Notification(notificationId, userId, category, content, values, source, requestedAt);
    }
}
