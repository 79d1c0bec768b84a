package dev.concierge.user.token;

import dev.concierge.platform.problem.Fact;

/** More tokens are asked for than can be signed; ask again in a moment. */
final class IssuerBusy extends Fact {
    IssuerBusy() {
        super(Kind.UNAVAILABLE, "issuer-busy", "Too many tokens are being issued; try again in a second.");
    }
}
