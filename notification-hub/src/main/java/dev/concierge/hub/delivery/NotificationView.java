package dev.concierge.hub.delivery;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A notification as operators and clients see it: who asked for it and what became of it on each channel. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record NotificationView(
        UUID notificationId,
        String userId,
        Category category,
        Instant requestedAt,
        @Nullable JsonNode source,
        List<Delivery> channels) {
    static NotificationView of(Notification notification, List<Delivery> deliveries) {
        return new NotificationView(
                notification.id(),
                notification.userId(),
                notification.category(),
                notification.requestedAt(),
                notification.source(),
                deliveries);
    }
}
