package dev.concierge.datemaker.notice;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What the hub is asked to tell a guest, {@code notification.requested}. */
record NotificationRequested(
        UUID notificationId,
        String userId,
        List<String> channels,
        String category,
        Content content,
        Map<String, Object> data,
        Instant requestedAt) {
    static final String TOPIC = "notifications";
    static final String TYPE = "notification.requested";

    record Content(String subject, String text) {}
}
