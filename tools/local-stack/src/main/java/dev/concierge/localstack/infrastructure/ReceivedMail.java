package dev.concierge.localstack.infrastructure;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A mail that the sink took.
 *
 * @param to the recipients of the envelope
 * @param messageId its Message-ID header, the same for a mail sent again
 */
public record ReceivedMail(
        String from,
        List<String> to,
        @Nullable String subject,
        @Nullable String text,
        @Nullable String html,
        @Nullable String messageId,
        Instant receivedAt) {}
