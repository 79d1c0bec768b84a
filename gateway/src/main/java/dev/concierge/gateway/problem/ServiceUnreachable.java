package dev.concierge.gateway.problem;

import java.time.Duration;
import org.springframework.http.HttpStatus;

/** A service does not take connections or breaks them off. */
public final class ServiceUnreachable extends EdgeFact {
    public ServiceUnreachable(String service, Throwable cause) {
        super(
                HttpStatus.SERVICE_UNAVAILABLE,
                "service-unreachable",
                service + " does not answer at the moment; try again shortly.",
                cause);
        retryAfter(Duration.ofSeconds(2));
    }
}
