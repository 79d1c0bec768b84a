package dev.concierge.journey.run;

import dev.concierge.journey.guest.UserId;

/** Our view of {@code user.deleted}. */
record UserDeleted(UserId userId) {
    static final String TYPE = "user.deleted";
}
