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
    static ContactView of(KnownGuests.KnownGuest known) {
        UserView user = known.user();
        return new ContactView(
                user.userId(),
                user.firstName(),
                user.lastName(),
                user.email(),
                user.phone(),
                known.preferences(),
                known.version());
    }
}
