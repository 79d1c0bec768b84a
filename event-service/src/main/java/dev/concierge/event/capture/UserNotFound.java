package dev.concierge.event.capture;

import dev.concierge.platform.problem.Fact;

/** A guest spoke for someone else, of whom they are told nothing. */
final class UserNotFound extends Fact {
    UserNotFound(String userId) {
        super(Kind.NOT_FOUND, "user-not-found", "There is no user " + userId + ".");
    }
}
