package dev.concierge.gateway.socket;

import dev.concierge.platform.problem.Fact;

/** The gateway holds as many sockets as it may. */
final class TooManySockets extends Fact {
    TooManySockets(int most) {
        super(Kind.UNAVAILABLE, "too-many-sockets", "The gateway has " + most + " sockets open, as many as it may.");
    }
}
