package dev.concierge.gateway;

import dev.concierge.platform.problem.Fact;

/** A page of another origin than those allowed calls, or calls in a way that none may. */
final class CrossOriginRefused extends Fact {
    CrossOriginRefused() {
        super(Kind.FORBIDDEN, "cross-origin-refused", "Pages of this origin may not send such requests.");
    }
}
