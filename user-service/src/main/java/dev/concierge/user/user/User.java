package dev.concierge.user.user;

import dev.concierge.user.UserId;
import java.time.Instant;

/**
 * A registered guest.
 *
 * @param version the guest's version at the last change of the details
 */
record User(UserId id, long version, UserDetails details, Instant registeredAt, Instant updatedAt) {
    static User registered(UserId id, UserDetails details, Instant now) {
        return new User(id, 0, details, now, now);
    }

    User changed(long version, UserDetails details, Instant now) {
        return new User(id, version, details, registeredAt, now);
    }
}
