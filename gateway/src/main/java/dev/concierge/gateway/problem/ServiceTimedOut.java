package dev.concierge.gateway.problem;

import org.springframework.http.HttpStatus;

/** A service took a request and did not answer it in time; what became of it is unknown. */
public final class ServiceTimedOut extends EdgeFact {
    public ServiceTimedOut(String service, Throwable cause) {
        super(HttpStatus.GATEWAY_TIMEOUT, "service-timed-out", service + " did not answer in time.", cause);
    }
}
