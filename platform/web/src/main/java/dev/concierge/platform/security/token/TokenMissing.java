package dev.concierge.platform.security.token;

import dev.concierge.platform.problem.Fact;

/** A route that is not open was tried without a bearer token. */
public final class TokenMissing extends Fact {
    public TokenMissing() {
        super(Kind.UNAUTHENTICATED, "token-missing", "This needs a bearer token in the Authorization header.");
    }
}
