package dev.concierge.gateway.route;

import dev.concierge.platform.problem.Fact;
import java.time.Duration;

/** A service does not take connections or breaks them off. */
final class ServiceUnreachable extends Fact {
    ServiceUnreachable(String service, Throwable cause) {
        super(Kind.UNAVAILABLE, "service-unreachable", service + " does not answer at the moment.");
        initCause(cause);
    }

    @Override
    public Duration retryAfter() {
        return Duration.ofSeconds(2);
    }
}
