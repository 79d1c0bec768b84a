package dev.concierge.user.token.operator;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who may sign in, once there is a password.
 *
 * @param password its bcrypt hash; null until it is set
 * @param linkUntil until when a password can be set by the link that was given out; null without one
 */
public record OperatorAccount(
        String name,
        OperatorRole role,
        @Nullable String password,
        @Nullable Instant linkUntil,
        Instant invitedAt,
        String invitedBy,
        @Nullable Instant deactivatedAt,
        boolean hasSecondFactor) {
    /** The account whose password is a file of the installation. */
    public static final String BUILT_IN = "operator";

    /** As it was meant: phones write the first letter large. */
    public static String nameOf(String typed) {
        return typed.strip().toLowerCase(Locale.ROOT);
    }

    public boolean isBuiltIn() {
        return name.equals(BUILT_IN);
    }

    public boolean isDeactivated() {
        return deactivatedAt != null;
    }
}
