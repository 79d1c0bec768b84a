package dev.concierge.search.assistant.dialogue;

import java.time.Instant;
import java.util.UUID;

/**
 * What a guest said.
 *
 * @param guest who said it, as the hub knows: never what a text or a model says
 */
public record Turn(UUID messageId, UUID conversationId, UUID guest, String content, Instant takenAt) {}
