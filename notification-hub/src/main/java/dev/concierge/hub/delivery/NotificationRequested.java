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
        @Nullable Content content,
        Notification.@Nullable TemplateRef template,
        @Nullable JsonNode data,
        @Nullable JsonNode source,
        Instant requestedAt,
        @Nullable Instant expiresAt,
        @Nullable String locale,
        @Nullable String businessId) {
    /** @param traceparent of the trace in which it was read */
    Notification notification(@Nullable String traceparent) {
        JsonNode values = data == null ? JsonNodeFactory.instance.objectNode() : data;
        return new Notification(
                notificationId,
                userId,
                category,
                content,
                template,
                values,
                source,
                requestedAt,
                expiresAt,
                locale,
                businessId,
                traceparent);
    }
}
