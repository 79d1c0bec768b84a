package dev.concierge.user.preferences;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;

/** A span of local time, over midnight when {@code to} is before {@code from}; the same twice is the whole day. */
public record QuietHours(
        @NotNull(message = EXPECTED) @Pattern(regexp = TIME, message = EXPECTED)
        String from,

        @NotNull(message = EXPECTED) @Pattern(regexp = TIME, message = EXPECTED)
        String to) {
    private static final String TIME = "^([01][0-9]|2[0-3]):[0-5][0-9]$";
    private static final String EXPECTED = "a local time such as 22:00";
}
