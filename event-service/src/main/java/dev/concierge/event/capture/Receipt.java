package dev.concierge.event.capture;

import java.time.Instant;
import java.util.UUID;

/**
 * What the platform knows of something that was told: its id, when it came and whose client told it.
 *
 * @param client the name of the client or service; {@code guest} and {@code operator} for all of these
 * @param historyOnly whether journeys are not to be told of it
 */
public record Receipt(UUID eventId, Instant at, String client, boolean historyOnly) {
    public Receipt(UUID eventId, Instant at, String client) {
        this(eventId, at, client, false);
    }
}
