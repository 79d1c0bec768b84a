package dev.concierge.gateway.route;

/** A service took a request and did not answer it in time; what became of it is unknown. */
final class ServiceTimedOut extends RuntimeException {
    ServiceTimedOut(String service, Throwable cause) {
        super(service + " did not answer in time.", cause);
    }
}
