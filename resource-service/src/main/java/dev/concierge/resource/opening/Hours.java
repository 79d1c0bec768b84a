package dev.concierge.resource.opening;

import dev.concierge.platform.input.Numbers;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.LocalTime;

/** A span of local time, over midnight when {@code to} is not after {@code from}. */
public record Hours(
        @NotNull(message = EXPECTED) @Pattern(regexp = TIME, message = EXPECTED)
        String from,

        @NotNull(message = EXPECTED) @Pattern(regexp = TIME, message = EXPECTED)
        String to) {
    static final String TIME = "^([01][0-9]|2[0-3]):[0-5][0-9]$";
    static final String EXPECTED = "a local time such as 09:00";

    /** Once and for all days; only of what keeps the patterns. */
    LocalHours read() {
        return new LocalHours(time(from), time(to));
    }

    private static LocalTime time(String text) {
        return LocalTime.of((int) Numbers.whole(digits(text, 0), 0, 23), (int) Numbers.whole(digits(text, 3), 0, 59));
    }

    /** Without the zero in front, which no number has. */
    private static String digits(String text, int at) {
        return text.substring(text.charAt(at) == '0' ? at + 1 : at, at + 2);
    }
}
