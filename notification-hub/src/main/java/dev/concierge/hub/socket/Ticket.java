package dev.concierge.hub.socket;

import dev.concierge.platform.security.Caller;
import java.time.Instant;

/** Whose socket it is, and until when. */
record Ticket(Caller caller, Instant expiresAt) {}
