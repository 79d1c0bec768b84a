package dev.concierge.gateway.limit;

import dev.concierge.platform.problem.Fact;

/** As many requests are under way to the service as it holds. */
final class ServiceFull extends Fact {
    ServiceFull() {
        super(Kind.UNAVAILABLE, "over-capacity", "The service has as many requests at hand as it can hold.");
    }
}
