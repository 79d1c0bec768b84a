package dev.concierge.user.user;

import dev.concierge.user.preferences.Preferences;
import org.jspecify.annotations.Nullable;

/** What a service needs to write to a guest. */
record ContactView(
        String userId,
        @Nullable String firstName,
        @Nullable String lastName,
        String email,
        @Nullable String phone,
        Preferences preferences) {
    static ContactView of(User user, Preferences preferences) {
        UserDetails details = user.details();
        return new ContactView(
                user.id().toString(),
                details.firstName(),
                details.lastName(),
                details.email(),
                details.phone(),
                preferences);
    }
}
