package dev.concierge.platform.web;

import dev.concierge.platform.problem.Fact;

/** The service holds as many requests as it can. */
final class OverCapacity extends Fact {
    OverCapacity() {
        super(Kind.UNAVAILABLE, "over-capacity", "The service has more requests at hand than it can hold.");
    }
}
