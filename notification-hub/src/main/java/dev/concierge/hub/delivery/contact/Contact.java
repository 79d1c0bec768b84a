package dev.concierge.hub.delivery.contact;

import org.jspecify.annotations.Nullable;

/**
 * How to reach a guest, and what they want.
 *
 * @param version rises with every change of the guest
 */
public record Contact(
        String userId,
        @Nullable String firstName,
        @Nullable String lastName,
        @Nullable String email,
        @Nullable String phone,
        Preferences preferences,
        long version) {
    /** The value of a placeholder below {@code user.}; null for none. */
    public @Nullable String field(String name) {
        return switch (name) {
            case "firstName" -> firstName;
            case "lastName" -> lastName;
            case "email" -> email;
            case "phone" -> phone;
            default -> null;
        };
    }
}
