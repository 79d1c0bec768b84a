package dev.concierge.resource.opening;

import dev.concierge.platform.input.Numbers;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;

/** A span of local time, over midnight when {@code to} is not after {@code from}. */
public record Hours(
        @NotNull(message = EXPECTED) @Pattern(regexp = TIME, message = EXPECTED)
        String from,

        @NotNull(message = EXPECTED) @Pattern(regexp = TIME, message = EXPECTED)
        String to) {
    static final String TIME = "^([01][0-9]|2[0-3]):[0-5][0-9]$";
    static final String EXPECTED = "a local time such as 09:00";

    /**
     * As it is on a day: RFC 5545, 3.3.5. A time that the clock skips is as much later as it skips; of a time that comes
     * twice it is the first. Empty where nothing is left of it.
     */
    Optional<Span> on(LocalDate day, ZoneId zone) {
        LocalTime start = time(from);
        LocalTime end = time(to);
        LocalDate last = end.isAfter(start) ? day : day.plusDays(1);
        var begins = LocalDateTime.of(day, start).atZone(zone).toInstant();
        var ends = LocalDateTime.of(last, end).atZone(zone).toInstant();
        return begins.isBefore(ends) ? Optional.of(new Span(begins, ends)) : Optional.empty();
    }

    private static LocalTime time(String text) {
        return LocalTime.of((int) Numbers.whole(digits(text, 0), 0, 23), (int) Numbers.whole(digits(text, 3), 0, 59));
    }

    /** Without the zero in front, which no number has. */
    private static String digits(String text, int at) {
        return text.substring(text.charAt(at) == '0' ? at + 1 : at, at + 2);
    }
}
