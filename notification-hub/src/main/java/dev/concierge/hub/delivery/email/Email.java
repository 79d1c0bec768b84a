package dev.concierge.hub.delivery.email;

import dev.concierge.hub.delivery.Content;
import dev.concierge.hub.delivery.Notification;
import dev.concierge.hub.delivery.Placeholders;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A mail ready to go. */
record Email(
        UUID notificationId,
        String to,
        String subject,
        String text,
        @Nullable String html) {
    static Email of(Notification notification, EmailConsent.Given consent) {
        Content content = notification.content();
        Placeholders placeholders = new Placeholders(notification.data(), consent.contact()::field);
        return new Email(
                notification.id(),
                consent.address(),
                content.subject() == null ? "" : placeholders.line(content.subject()),
                placeholders.text(content.text()),
                content.html() == null ? null : placeholders.html(content.html()));
    }
}
