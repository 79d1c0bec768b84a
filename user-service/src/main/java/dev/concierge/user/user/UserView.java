package dev.concierge.user.user;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A guest, as those may see who may see the person behind the id. */
record UserView(
        String userId,
        @Nullable String firstName,
        @Nullable String lastName,
        String email,
        @Nullable String phone,
        @Nullable String mainDeviceId,
        @Nullable LocalDate dob,
        @Nullable Geolocation geolocation,
        boolean isActive,
        Map<String, Object> attributes,
        Set<String> personalAttributes,
        Instant registeredAt,
        Instant updatedAt) {
    static UserView of(User user) {
        UserDetails details = user.details();
        return new UserView(
                user.id().toString(),
                details.firstName(),
                details.lastName(),
                details.email(),
                details.phone(),
                details.mainDeviceId(),
                details.dob(),
                details.geolocation(),
                details.isActive(),
                details.attributes(),
                details.personalAttributes(),
                user.registeredAt(),
                user.updatedAt());
    }
}
