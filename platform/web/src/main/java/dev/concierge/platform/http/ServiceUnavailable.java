package dev.concierge.platform.http;

import dev.concierge.platform.problem.Fact;

/** Another service does not answer, answers with an error of its own, or is left alone because it did so lately. */
public final class ServiceUnavailable extends Fact {
    private final String service;

    ServiceUnavailable(String service, Throwable cause) {
        super(Kind.UNAVAILABLE, "service-unavailable", "The service " + service + " does not answer now.");
        this.service = service;
        initCause(cause);
    }

    public String service() {
        return service;
    }
}
