package dev.concierge.event.capture;

import java.util.UUID;

/** The answer to one captured event. */
public record CapturedView(UUID eventId) {}
