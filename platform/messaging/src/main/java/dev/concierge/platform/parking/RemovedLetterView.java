package dev.concierge.platform.parking;

import java.time.Instant;

/**
 * What left the queue without taking effect.
 *
 * @param cause why it was parked; empty of someone who is erased
 * @param reason why it was removed: an operator's words, or the erasure of its key
 * @param removedBy the operator, or the subscription that was told of the erasure
 */
public record RemovedLetterView(
        long seq,
        String subscription,
        String key,
        String id,
        String type,
        String cause,
        Instant parkedAt,
        String reason,
        String removedBy,
        Instant removedAt) {}
