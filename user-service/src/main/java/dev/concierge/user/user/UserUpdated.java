package dev.concierge.user.user;

import java.time.Instant;
import java.util.Map;
import java.util.Set;

/** {@code user.updated} on topic {@code users}: personal fields by name only. */
record UserUpdated(
        String userId,
        long version,
        Instant updatedAt,
        boolean isActive,
        Set<String> changed,
        Map<String, Object> attributes) {
    static UserUpdated of(User user, Set<String> changed) {
        return new UserUpdated(
                user.id().toString(),
                user.version(),
                user.updatedAt(),
                user.details().isActive(),
                changed,
                user.details().sharedAttributes());
    }
}
