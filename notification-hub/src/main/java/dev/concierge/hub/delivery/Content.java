package dev.concierge.hub.delivery;

import org.jspecify.annotations.Nullable;

/** What to say, with placeholders such as {@code {{user.firstName}}} or {@code {{data.total}}}. */
public record Content(
        @Nullable String subject, String text, @Nullable String html) {}
