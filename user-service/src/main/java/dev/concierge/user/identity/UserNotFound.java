package dev.concierge.user.identity;

import dev.concierge.platform.problem.Fact;

/** There is no such user, or the caller may not know of them. */
public final class UserNotFound extends Fact {
    public UserNotFound(String userId) {
        super(Kind.NOT_FOUND, "user-not-found", "There is no user " + userId + ".");
    }
}
