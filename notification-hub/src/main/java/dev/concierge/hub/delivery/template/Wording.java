package dev.concierge.hub.delivery.template;

import org.jspecify.annotations.Nullable;

/**
 * A message as it is read.
 *
 * @param subject on one line
 */
public record Wording(
        @Nullable String subject, String text, @Nullable String html) {}
