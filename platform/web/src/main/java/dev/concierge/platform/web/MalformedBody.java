package dev.concierge.platform.web;

import dev.concierge.platform.problem.Fact;
import java.io.IOException;

/** The body does not come as its headers say it does. */
final class MalformedBody extends Fact {
    /** @param cause says whether the sender is gone */
    MalformedBody(IOException cause) {
        super(
                Kind.INVALID,
                "malformed-body",
                "The body is not framed as the request says (expected: chunks by RFC 9112, 7.1).");
        initCause(cause);
    }
}
