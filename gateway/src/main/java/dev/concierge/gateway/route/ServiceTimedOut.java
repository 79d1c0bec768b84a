package dev.concierge.gateway.route;

import dev.concierge.platform.fleet.FleetService;

/** A service took a request and did not answer it in time; what became of it is unknown. */
final class ServiceTimedOut extends RuntimeException {
    ServiceTimedOut(FleetService service, Throwable cause) {
        super(service.name() + " did not answer in time.", cause);
    }
}
