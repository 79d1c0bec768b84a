package dev.concierge.user.user;

import dev.concierge.user.preferences.Preferences;
import org.jspecify.annotations.Nullable;

/**
 * What a service needs to write to a guest.
 *
 * @param version the guest's: rises with every change, and is told with it on topic {@code users}
 */
record ContactView(
        String userId,
        @Nullable String firstName,
        @Nullable String lastName,
        String email,
        @Nullable String phone,
        Preferences preferences,
        long version) {
    static ContactView of(User user, Preferences preferences) {
        UserDetails details = user.details();
        return new ContactView(
                user.id().toString(),
                details.firstName(),
                details.lastName(),
                details.email(),
                details.phone(),
                preferences,
                user.latestVersion());
    }
}
