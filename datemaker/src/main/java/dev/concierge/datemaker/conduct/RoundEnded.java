package dev.concierge.datemaker.conduct;

import java.time.Instant;
import java.util.UUID;

/**
 * On the wire {@code date-event.round-ended}.
 *
 * @param round from 1
 * @param met pairs that were both in their call
 */
record RoundEnded(UUID eventId, int round, int met, Instant endedAt) {
    static final String TYPE = "date-event.round-ended";
}
