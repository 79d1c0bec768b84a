package dev.concierge.hub.assistant;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A guest's message.
 *
 * @param businessId the tenant it is about; null for none
 * @param conversationId null to begin one
 * @param messageId by which a repetition is recognised; null for a new one
 */
record AskAssistant(
        @Nullable @Size(min = 1, max = 100) String businessId,
        @NotBlank @Size(max = 100) String userId,
        @Nullable UUID conversationId,
        @NotBlank @Size(max = 16_384) String content,
        @Nullable UUID messageId) {}
