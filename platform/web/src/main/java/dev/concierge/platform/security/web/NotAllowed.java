package dev.concierge.platform.security.web;

import dev.concierge.platform.problem.Fact;

/** The caller is known, but the route does not answer such callers. */
final class NotAllowed extends Fact {
    NotAllowed(String needed) {
        super(Kind.FORBIDDEN, "forbidden", "This token may not do that (expected: " + needed + ").");
    }
}
