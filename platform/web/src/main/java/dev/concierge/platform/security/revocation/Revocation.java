package dev.concierge.platform.security.revocation;

import java.time.Instant;
import java.util.UUID;

/**
 * One token, or all of one subject, that no longer count, or a business for which they no longer do.
 *
 * @param number rises with each that becomes visible, without exception
 * @param mark as in {@link TokenMarks}
 * @param expiresAt when the last token that it is about has expired by itself
 */
public record Revocation(long number, UUID mark, Instant expiresAt) {}
