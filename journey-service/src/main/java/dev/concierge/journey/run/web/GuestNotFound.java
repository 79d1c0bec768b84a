package dev.concierge.journey.run.web;

import dev.concierge.journey.guest.UserId;
import dev.concierge.platform.problem.Fact;

/** The guest was erased, or is not the caller's to see. */
final class GuestNotFound extends Fact {
    GuestNotFound(UserId id) {
        super(Kind.NOT_FOUND, "guest-not-found", "There is no guest " + id + ".");
    }
}
