package dev.concierge.hub.socket;

import dev.concierge.hub.channel.Visitor;
import dev.concierge.platform.security.revocation.TokenMarks;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whose socket it is, and until when.
 *
 * @param marks what the token behind it can be revoked by; null where there is none
 */
record Ticket(Visitor visitor, Instant expiresAt, @Nullable TokenMarks marks) {
    /** Of somebody without a token. */
    Ticket(Visitor visitor, Instant expiresAt) {
        this(visitor, expiresAt, null);
    }
}
