package dev.concierge.platform.input;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;

/** Times as RFC 3339 writes them; digits alone are none, and neither is a day without its zone. */
public final class Times {
    public static final String INSTANT = "an instant such as 2026-01-31T12:00:00Z";
    public static final String DATE = "a date such as 2026-01-31";
    public static final String DURATION = "a duration such as PT5M";

    /** Hour 24 and second 60 are written by nobody who means them. */
    private static final Pattern DATE_TIME =
            Pattern.compile("\\d{4}-\\d{2}-\\d{2}[Tt]([01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d"
                    + "(\\.\\d{1,9})?([Zz]|[+-]([01]\\d|2[0-3]):[0-5]\\d)");

    private static final Pattern FULL_DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

    /** What Postgres, every reader and four digits can hold. */
    private static final Instant EARLIEST =
            OffsetDateTime.of(1, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC).toInstant();

    private static final Instant LATEST = OffsetDateTime.of(9999, 12, 31, 23, 59, 59, 999_999_999, ZoneOffset.UTC)
            .toInstant();

    private Times() {}

    /**
     * To the microsecond, as it is stored.
     *
     * @throws Refused unless it is a date, a time and an offset in the years 1 to 9999
     */
    public static Instant instant(String text) {
        try {
            if (DATE_TIME.matcher(text).matches()) {
                Instant instant = OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MICROS);
                if (!instant.isBefore(EARLIEST) && !instant.isAfter(LATEST)) {
                    return instant;
                }
            }
        } catch (DateTimeException noSuchDay) {
            // the same answer as for any other text
        }
        throw new Refused(text, INSTANT);
    }

    /** @throws Refused unless it is {@code YYYY-MM-DD} in the years 1 to 9999 */
    public static LocalDate date(String text) {
        try {
            if (FULL_DATE.matcher(text).matches()) {
                LocalDate date = LocalDate.parse(text);
                if (date.getYear() > 0) {
                    return date;
                }
            }
        } catch (DateTimeException noSuchDay) {
            // the same answer as for any other text
        }
        throw new Refused(text, DATE);
    }

    /** @throws Refused unless it is a duration of days, hours, minutes and seconds (ISO 8601) */
    public static Duration duration(String text) {
        try {
            return Duration.parse(text);
        } catch (DateTimeException notIso) {
            throw new Refused(text, DURATION);
        }
    }
}
