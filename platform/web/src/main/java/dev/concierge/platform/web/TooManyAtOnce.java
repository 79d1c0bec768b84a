package dev.concierge.platform.web;

import dev.concierge.platform.problem.Fact;

/** One caller has as many requests under way as it may. */
public final class TooManyAtOnce extends Fact {
    public TooManyAtOnce() {
        super(Kind.TOO_MANY_REQUESTS, "too-many-at-once", "This caller has as many requests under way as it may.");
    }
}
