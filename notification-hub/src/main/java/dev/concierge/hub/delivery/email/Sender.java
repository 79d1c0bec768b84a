package dev.concierge.hub.delivery.email;

import org.jspecify.annotations.Nullable;

/**
 * In whose name mails go out.
 *
 * @param from as in a header, such as {@code Café <cafe@example.org>}
 */
record Sender(String from, @Nullable String replyTo) {}
