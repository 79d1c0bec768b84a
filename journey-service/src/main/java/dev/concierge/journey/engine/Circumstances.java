package dev.concierge.journey.engine;

import dev.concierge.journey.guest.Guest;
import java.time.Instant;

/** When a stimulus comes and what is known about the guest then. */
public record Circumstances(Instant now, Guest guest) {}
