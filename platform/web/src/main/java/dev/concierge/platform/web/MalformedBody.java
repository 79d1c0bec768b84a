package dev.concierge.platform.web;

import dev.concierge.platform.problem.Fact;

/** The body does not come as its headers say it does. */
final class MalformedBody extends Fact {
    MalformedBody() {
        super(
                Kind.INVALID,
                "malformed-body",
                "The body is not framed as the request says (expected: chunks by RFC 9112, 7.1).");
    }
}
