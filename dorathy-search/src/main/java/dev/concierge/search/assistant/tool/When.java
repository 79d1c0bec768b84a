package dev.concierge.search.assistant.tool;

import dev.concierge.platform.input.Numbers;
import dev.concierge.search.assistant.dialogue.Tongue;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times as people say them. */
final class When {
    private static final DateTimeFormatter ENGLISH =
            DateTimeFormatter.ofPattern("EEEE d MMMM yyyy 'at' HH:mm", Locale.UK);
    private static final DateTimeFormatter GERMAN =
            DateTimeFormatter.ofPattern("EEEE, d. MMMM yyyy 'um' HH:mm 'Uhr'", Locale.GERMANY);
    private static final Pattern CLOCK = Pattern.compile("([01]?\\d|2[0-3]):([0-5]\\d)");

    private When() {}

    static String said(ZonedDateTime time, Tongue tongue) {
        return (tongue == Tongue.EN ? ENGLISH : GERMAN).format(time);
    }

    /** @throws Arguments.Unfit unless it is hours and minutes */
    static LocalTime clock(String text) {
        Matcher matcher = CLOCK.matcher(text);
        if (!matcher.matches()) {
            throw new Arguments.Unfit("time: (expected: HH:MM)");
        }
        return LocalTime.of((int) Numbers.whole(matcher.group(1), 0, 23), (int) Numbers.whole(matcher.group(2), 0, 59));
    }
}
