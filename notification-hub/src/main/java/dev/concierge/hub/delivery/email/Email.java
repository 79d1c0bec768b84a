package dev.concierge.hub.delivery.email;

import java.net.URI;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A mail ready to go.
 *
 * @param from as in a header, such as {@code Café <cafe@example.org>}
 * @param unsubscribe where one click takes consent back (RFC 8058); null where there is nothing to take back
 */
record Email(
        UUID notificationId,
        String from,
        @Nullable String replyTo,
        String to,
        String subject,
        String text,
        @Nullable String html,
        @Nullable URI unsubscribe) {}
