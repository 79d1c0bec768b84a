package dev.concierge.platform.security.token;

import dev.concierge.platform.problem.Fact;

/** The issuer's keys were never seen and its key endpoint does not answer, so no token can be checked. */
final class KeysUnavailable extends Fact {
    KeysUnavailable() {
        super(Kind.UNAVAILABLE, "keys-unavailable", "The issuer's keys cannot be fetched now.");
    }
}
