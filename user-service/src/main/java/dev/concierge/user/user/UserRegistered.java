package dev.concierge.user.user;

import dev.concierge.user.preferences.Preferences;
import java.time.Instant;
import java.util.Map;

/** {@code user.registered} on topic {@code users}. */
record UserRegistered(
        String userId,
        long version,
        Instant registeredAt,
        boolean isActive,
        Map<String, Object> attributes,
        Preferences preferences) {
    static UserRegistered of(User user, Preferences preferences) {
        return new UserRegistered(
                user.id().toString(),
                user.version(),
                user.registeredAt(),
                user.details().isActive(),
                user.details().sharedAttributes(),
                preferences);
    }
}
