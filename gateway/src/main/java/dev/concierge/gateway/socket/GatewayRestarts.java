package dev.concierge.gateway.socket;

import dev.concierge.platform.problem.Fact;

/** The gateway lets its sockets go; another one takes new ones. */
final class GatewayRestarts extends Fact {
    GatewayRestarts() {
        super(Kind.UNAVAILABLE, "restarting", "The gateway restarts and takes no more sockets. Connect again.");
    }
}
