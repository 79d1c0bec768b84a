package dev.concierge.resource.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.concierge.resource.calendar.BusyTimes.Unreadable;
import dev.concierge.resource.opening.Span;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files as Google, Outlook, Apple and booking portals write them. */
class BusyTimesTests {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Span YEAR = span("2026-01-01T00:00:00Z", "2027-01-01T00:00:00Z");

    @Test
    void timesInUtcAreTaken() throws Unreadable {
        assertThat(busy("BEGIN:VEVENT", "UID:1", "DTSTART:20260302T090000Z", "DTEND:20260302T103000Z", "END:VEVENT"))
                .containsExactly(span("2026-03-02T09:00:00Z", "2026-03-02T10:30:00Z"));
    }

    @Test
    void aZoneIsItsOwnWhetherOutlooksOrIanas() throws Unreadable {
        assertThat(busy(
                        "BEGIN:VTIMEZONE",
                        "TZID:W. Europe Standard Time",
                        "BEGIN:STANDARD",
                        "DTSTART:16010101T030000",
                        "TZOFFSETFROM:+0200",
                        "TZOFFSETTO:+0100",
                        "RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10",
                        "END:STANDARD",
                        "BEGIN:DAYLIGHT",
                        "DTSTART:16010101T020000",
                        "TZOFFSETFROM:+0100",
                        "TZOFFSETTO:+0200",
                        "RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3",
                        "END:DAYLIGHT",
                        "END:VTIMEZONE",
                        "BEGIN:VEVENT",
                        "UID:1",
                        "DTSTART;TZID=W. Europe Standard Time:20260701T090000",
                        "DTEND;TZID=W. Europe Standard Time:20260701T100000",
                        "END:VEVENT",
                        "BEGIN:VEVENT",
                        "UID:2",
                        "DTSTART;TZID=America/New_York:20260702T090000",
                        "DURATION:PT45M",
                        "END:VEVENT"))
                .containsExactly(
                        span("2026-07-01T07:00:00Z", "2026-07-01T08:00:00Z"),
                        span("2026-07-02T13:00:00Z", "2026-07-02T13:45:00Z"));
    }

    @Test
    void timesWithoutAZoneAndWholeDaysAreThoseOfThePlace() throws Unreadable {
        assertThat(busy(
                        "BEGIN:VEVENT",
                        "UID:1",
                        "DTSTART:20260115T090000",
                        "DTEND:20260115T100000",
                        "END:VEVENT",
                        "BEGIN:VEVENT",
                        "UID:2",
                        "DTSTART;VALUE=DATE:20260328",
                        "DTEND;VALUE=DATE:20260330",
                        "SUMMARY:Reserved",
                        "END:VEVENT"))
                .containsExactly(
                        span("2026-01-15T08:00:00Z", "2026-01-15T09:00:00Z"),
                        span("2026-03-27T23:00:00Z", "2026-03-29T22:00:00Z"));
    }

    @Test
    void aSeriesKeepsItsClockSkipsWhatIsLeftOutAndGivesWayToWhatWasMoved() throws Unreadable {
        assertThat(busy(
                        "BEGIN:VEVENT",
                        "UID:s",
                        "DTSTART;TZID=Europe/Berlin:20260316T090000",
                        "DTEND;TZID=Europe/Berlin:20260316T100000",
                        "RRULE:FREQ=WEEKLY;COUNT=4",
                        "EXDATE;TZID=Europe/Berlin:20260323T090000",
                        "END:VEVENT",
                        "BEGIN:VEVENT",
                        "UID:s",
                        "RECURRENCE-ID;TZID=Europe/Berlin:20260330T090000",
                        "DTSTART;TZID=Europe/Berlin:20260331T140000",
                        "DTEND;TZID=Europe/Berlin:20260331T150000",
                        "END:VEVENT"))
                .containsExactly(
                        span("2026-03-16T08:00:00Z", "2026-03-16T09:00:00Z"),
                        span("2026-03-31T12:00:00Z", "2026-03-31T13:00:00Z"),
                        span("2026-04-06T07:00:00Z", "2026-04-06T08:00:00Z"));
    }

    @Test
    void aChangeOfThisAndAllFollowingGoesOnByTheClockUntilTheNextChange() throws Unreadable {
        assertThat(busy(
                        "BEGIN:VEVENT",
                        "UID:s",
                        "DTSTART;TZID=Europe/Berlin:20260309T090000",
                        "DTEND;TZID=Europe/Berlin:20260309T100000",
                        "RRULE:FREQ=WEEKLY;COUNT=7",
                        "EXDATE;TZID=Europe/Berlin:20260406T090000",
                        "END:VEVENT",
                        "BEGIN:VEVENT",
                        "UID:s",
                        "RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Europe/Berlin:20260323T090000",
                        "DTSTART;TZID=Europe/Berlin:20260324T140000",
                        "DTEND;TZID=Europe/Berlin:20260324T160000",
                        "END:VEVENT",
                        "BEGIN:VEVENT",
                        "UID:s",
                        "RECURRENCE-ID;TZID=Europe/Berlin:20260413T090000",
                        "DTSTART;TZID=Europe/Berlin:20260413T200000",
                        "DTEND;TZID=Europe/Berlin:20260413T203000",
                        "END:VEVENT",
                        "BEGIN:VEVENT",
                        "UID:s",
                        "RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Europe/Berlin:20260420T090000",
                        "DTSTART;TZID=Europe/Berlin:20260420T090000",
                        "DTEND;TZID=Europe/Berlin:20260420T100000",
                        "STATUS:CANCELLED",
                        "END:VEVENT"))
                .containsExactly(
                        span("2026-03-09T08:00:00Z", "2026-03-09T09:00:00Z"),
                        span("2026-03-16T08:00:00Z", "2026-03-16T09:00:00Z"),
                        span("2026-03-24T13:00:00Z", "2026-03-24T15:00:00Z"),
                        span("2026-03-31T12:00:00Z", "2026-03-31T14:00:00Z"),
                        span("2026-04-13T18:00:00Z", "2026-04-13T18:30:00Z"));
    }

    @Test
    void wholeDaysThatMoveFromOneOnMoveByDays() throws Unreadable {
        assertThat(busy(
                        "BEGIN:VEVENT",
                        "UID:d",
                        "DTSTART;VALUE=DATE:20260315",
                        "RRULE:FREQ=WEEKLY;COUNT=3",
                        "END:VEVENT",
                        "BEGIN:VEVENT",
                        "UID:d",
                        "RECURRENCE-ID;RANGE=THISANDFUTURE;VALUE=DATE:20260322",
                        "DTSTART;VALUE=DATE:20260321",
                        "DTEND;VALUE=DATE:20260323",
                        "END:VEVENT"))
                .containsExactly(
                        span("2026-03-14T23:00:00Z", "2026-03-15T23:00:00Z"),
                        span("2026-03-20T23:00:00Z", "2026-03-22T23:00:00Z"),
                        span("2026-03-27T23:00:00Z", "2026-03-29T22:00:00Z"));
    }

    @Test
    void whatWasMovedIntoTheTimeAskedForFromOutsideOfItCounts() throws Unreadable {
        byte[] file = file(
                "BEGIN:VEVENT",
                "UID:s",
                "DTSTART:20200101T090000Z",
                "DTEND:20200101T100000Z",
                "RRULE:FREQ=MONTHLY",
                "END:VEVENT",
                "BEGIN:VEVENT",
                "UID:s",
                "RECURRENCE-ID;RANGE=THISANDFUTURE:20260101T090000Z",
                "DTSTART:20260220T090000Z",
                "DTEND:20260220T100000Z",
                "END:VEVENT");

        assertThat(BusyTimes.in(file, BERLIN, span("2026-05-20T00:00:00Z", "2026-05-22T00:00:00Z")))
                .containsExactly(span("2026-05-21T09:00:00Z", "2026-05-21T10:00:00Z"));
    }

    @ParameterizedTest
    @CsvSource({
        "RECURRENCE-ID;RANGE=THISANDPRIOR:20260309T090000Z, DTSTART:20260309T100000Z, X-NOTHING:0",
        "RECURRENCE-ID;RANGE=THISANDFUTURE:20260309T090000Z, DTSTART:20260309T100000Z, RRULE:FREQ=DAILY",
        "RECURRENCE-ID;RANGE=THISANDFUTURE:20260309T090000Z, DTSTART:20360309T100000Z, X-NOTHING:0"
    })
    void aChangeOfAPartOfASeriesThatCannotBeFollowedIsRefused(String which, String start, String more) {
        assertThatThrownBy(() -> busy(
                        "BEGIN:VEVENT",
                        "UID:s",
                        "DTSTART:20260302T090000Z",
                        "RRULE:FREQ=WEEKLY",
                        "END:VEVENT",
                        "BEGIN:VEVENT",
                        "UID:s",
                        which,
                        start,
                        more,
                        "END:VEVENT"))
                .isInstanceOf(Unreadable.class)
                .hasMessageContaining("RANGE=");
    }

    /** Postgres keeps no NUL, and the calendars that are read after this one wait for it. */
    @Test
    void whyACalendarDoesNotCountCanBeKeptWhateverIsInIt() {
        assertThatThrownBy(() -> busy(
                        "BEGIN:VEVENT",
                        "UID:s",
                        "DTSTART:20260302T090000Z",
                        "RRULE:FREQ=WEEKLY",
                        "END:VEVENT",
                        "BEGIN:VEVENT",
                        "UID:s",
                        "RECURRENCE-ID;RANGE=A\0B:20260309T090000Z",
                        "DTSTART:20260309T100000Z",
                        "END:VEVENT"))
                .isInstanceOf(Unreadable.class)
                .hasMessageContaining("RANGE=A\uFFFDB");
    }

    @Test
    void aSeriesOfWholeDaysIsAsLongAsThoseDays() throws Unreadable {
        assertThat(busy(
                        "BEGIN:VEVENT",
                        "UID:d",
                        "DTSTART;VALUE=DATE:20260322",
                        "RRULE:FREQ=WEEKLY;COUNT=2",
                        "END:VEVENT"))
                .containsExactly(
                        span("2026-03-21T23:00:00Z", "2026-03-22T23:00:00Z"),
                        span("2026-03-28T23:00:00Z", "2026-03-29T22:00:00Z"));
    }

    @Test
    void whatIsFreeOrCancelledDoesNotCount() throws Unreadable {
        assertThat(busy(
                        "BEGIN:VEVENT",
                        "UID:1",
                        "DTSTART:20260302T090000Z",
                        "DTEND:20260302T100000Z",
                        "TRANSP:TRANSPARENT",
                        "END:VEVENT",
                        "BEGIN:VEVENT",
                        "UID:2",
                        "DTSTART:20260303T090000Z",
                        "DTEND:20260303T100000Z",
                        "STATUS:CANCELLED",
                        "END:VEVENT",
                        "BEGIN:VFREEBUSY",
                        "FREEBUSY;FBTYPE=FREE:20260304T090000Z/PT1H",
                        "FREEBUSY;FBTYPE=BUSY-TENTATIVE:20260305T090000Z/PT1H,20260305T093000Z/20260305T110000Z",
                        "END:VFREEBUSY"))
                .containsExactly(span("2026-03-05T09:00:00Z", "2026-03-05T11:00:00Z"));
    }

    @Test
    void aSeriesThatBeganLongAgoIsTakenFromWhereItIsAskedFor() throws Unreadable {
        assertThat(BusyTimes.in(
                        file(
                                "BEGIN:VEVENT",
                                "UID:old",
                                "DTSTART:19700101T230000Z",
                                "DTEND:19700102T010000Z",
                                "RRULE:FREQ=DAILY",
                                "END:VEVENT"),
                        BERLIN,
                        span("2026-05-01T00:30:00Z", "2026-05-01T23:30:00Z")))
                .containsExactly(
                        span("2026-04-30T23:00:00Z", "2026-05-01T01:00:00Z"),
                        span("2026-05-01T23:00:00Z", "2026-05-02T01:00:00Z"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"SECONDLY", "MINUTELY", "HOURLY"})
    void aRuleThatAsksForEverySecondIsRefused(String often) {
        assertThatThrownBy(() -> busy(
                        "BEGIN:VEVENT",
                        "UID:1",
                        "DTSTART:19700101T000000Z",
                        "DTEND:19700101T000001Z",
                        "RRULE:FREQ=" + often,
                        "END:VEVENT"))
                .isInstanceOf(Unreadable.class)
                .hasMessageContaining(often);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html>Sign in</html>", "BEGIN:VCARD\r\nEND:VCARD\r\n"})
    void whatIsNoCalendarIsRefused(String text) {
        assertThatThrownBy(() -> BusyTimes.in(text.getBytes(StandardCharsets.UTF_8), BERLIN, YEAR))
                .isInstanceOf(Unreadable.class);
    }

    private static List<Span> busy(String... lines) throws Unreadable {
        return BusyTimes.in(file(lines), BERLIN, YEAR);
    }

    private static byte[] file(String... lines) {
        return ("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//y//EN\r\n" + String.join("\r\n", lines)
                        + "\r\nEND:VCALENDAR\r\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static Span span(String from, String to) {
        return new Span(Instant.parse(from), Instant.parse(to));
    }
}
