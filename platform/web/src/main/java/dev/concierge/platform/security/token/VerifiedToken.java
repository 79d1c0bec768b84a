package dev.concierge.platform.security.token;

import dev.concierge.platform.security.Caller;
import dev.concierge.platform.security.revocation.TokenMarks;
import java.time.Instant;

/**
 * What a good token says.
 *
 * @param expiresAt as it says itself; it is accepted a little longer, for clocks that differ
 * @param marks what it could be revoked by
 */
public record VerifiedToken(Caller caller, Instant expiresAt, TokenMarks marks) {}
