package dev.concierge.event.capture;

import java.time.Instant;
import java.util.UUID;

/**
 * What the platform knows of something that was told: its id, when it came and whose client told it.
 *
 * @param client the name of the client or service; {@code guest} and {@code operator} for all of these
 */
public record Receipt(UUID eventId, Instant at, String client) {}
