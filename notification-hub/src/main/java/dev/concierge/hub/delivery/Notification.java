package dev.concierge.hub.delivery;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A notification to a guest.
 *
 * @param content null where a template says it
 * @param data what {@code {{data.…}}} placeholders stand for; no personal data
 * @param source what asked for it, echoed in receipts
 * @param expiresAt after which it is of no use to its guest
 * @param locale the language to write in; null for the template's own
 * @param businessId on whose behalf it is sent
 * @param traceparent of the trace that asked for it (W3C Trace Context), which its receipts belong to
 */
public record Notification(
        UUID id,
        String userId,
        Category category,
        @Nullable Content content,
        @Nullable TemplateRef template,
        JsonNode data,
        @Nullable JsonNode source,
        Instant requestedAt,
        @Nullable Instant expiresAt,
        @Nullable String locale,
        @Nullable String businessId,
        @Nullable String traceparent) {
    public Notification {
        if ((content == null) == (template == null)) {
            throw new IllegalArgumentException("content and template (expected: one of them)");
        }
    }

    /** @param version null for the latest when it is sent */
    public record TemplateRef(String id, @Nullable Integer version) {}
}
