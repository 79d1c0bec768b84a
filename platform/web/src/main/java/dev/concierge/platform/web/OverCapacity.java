package dev.concierge.platform.web;

import dev.concierge.platform.problem.Fact;

/** The service holds as many requests as it can. */
public final class OverCapacity extends Fact {
    public OverCapacity() {
        super(Kind.UNAVAILABLE, "over-capacity", "The service has more requests at hand than it can hold.");
    }
}
