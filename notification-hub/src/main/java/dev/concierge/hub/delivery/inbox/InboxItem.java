package dev.concierge.hub.delivery.inbox;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.concierge.hub.delivery.Category;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A message in a guest's inbox. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record InboxItem(
        UUID notificationId,
        Category category,
        @Nullable String subject,
        String text,
        @Nullable String html,
        Instant receivedAt,
        @Nullable Instant readAt,
        @Nullable Instant archivedAt) {}
