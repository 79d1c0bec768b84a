package dev.concierge.hub.socket;

import dev.concierge.hub.channel.Visitor;
import java.time.Instant;

/** Whose socket it is, and until when. */
record Ticket(Visitor visitor, Instant expiresAt) {}
