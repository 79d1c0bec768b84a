package dev.concierge.platform.idempotency;

import dev.concierge.platform.problem.Fact;

/** The first request with this Idempotency-Key has not been answered yet. */
public final class RequestInFlight extends Fact {
    public RequestInFlight(String key) {
        super(Kind.CONFLICT, "request-in-flight", "A request with Idempotency-Key " + key + " is still running.");
    }
}
