package dev.concierge.platform.security.token;

import dev.concierge.platform.problem.Fact;

/** The bearer token is forged, expired, for somebody else or no token at all. */
public final class InvalidToken extends Fact {
    public InvalidToken(String why) {
        super(Kind.UNAUTHENTICATED, "invalid-token", "The bearer token is not valid: " + why);
    }
}
