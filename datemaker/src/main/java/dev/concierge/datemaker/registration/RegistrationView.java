package dev.concierge.datemaker.registration;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * @param group from 0; null before groups are formed
 * @param present whether the guest is there now
 */
record RegistrationView(
        UUID eventId,
        UUID userId,
        Status status,
        Instant registeredAt,
        @Nullable Integer group,
        boolean present) {
    static RegistrationView of(Registration registration) {
        return new RegistrationView(
                registration.id().eventId(),
                registration.userId(),
                registration.status(),
                registration.registeredAt(),
                registration.group(),
                registration.isPresent());
    }
}
