package dev.concierge.journey.definition;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.node.StringNode;

/** Times of day on the days when clocks change: looked up minute by minute, and compared. */
class ZoneTests {
    private static final Set<DayOfWeek> EVERY_DAY = EnumSet.allOf(DayOfWeek.class);

    /** A zone and a moment close to a change: forward, back, by half an hour, at midnight, by a day. */
    static Stream<ClockChange> changes() {
        return Stream.of(
                new ClockChange("Europe/Berlin", "2026-03-29T01:00:00Z"),
                new ClockChange("Europe/Berlin", "2026-10-25T01:00:00Z"),
                new ClockChange("America/New_York", "2026-03-08T07:00:00Z"),
                new ClockChange("America/New_York", "2026-11-01T06:00:00Z"),
                new ClockChange("Australia/Lord_Howe", "2026-04-04T15:00:00Z"),
                new ClockChange("Australia/Lord_Howe", "2026-10-03T15:30:00Z"),
                new ClockChange("Africa/Cairo", "2026-04-23T22:00:00Z"),
                new ClockChange("Africa/Cairo", "2026-10-29T21:00:00Z"),
                new ClockChange("Pacific/Apia", "2011-12-30T10:00:00Z"),
                new ClockChange("America/Santiago", "2026-09-06T04:00:00Z"));
    }

    private record ClockChange(String zone, String at) {
        Zone clock() {
            return new Zone(ZoneId.of(zone));
        }

        Instant moment() {
            return Instant.parse(at);
        }
    }

    @ParameterizedTest
    @MethodSource("changes")
    void aTimeOfDayComesWhenClocksShowItFirst(ClockChange change) {
        for (int quarter = 0; quarter < 96; quarter++) {
            LocalTime time = LocalTime.MIDNIGHT.plusMinutes(15L * quarter);
            Instant now = change.moment().minus(Duration.ofHours(20)).plus(Duration.ofMinutes(37L * quarter));

            assertThat(new Rest.UntilTime(time, EVERY_DAY).after(now, change.clock()))
                    .as("%s after %s in %s", time, now, change.zone())
                    .isEqualTo(firstMinute(now, change.clock(), time));
        }
    }

    /** The first minute of a day that is not before the time; of days that have no such minute, of none. */
    private static Instant firstMinute(Instant now, Zone zone, LocalTime time) {
        Instant minute = now.minus(Duration.ofHours(50)).truncatedTo(ChronoUnit.HOURS);
        LocalDate had = LocalDate.MIN;
        while (true) {
            LocalDateTime shown = LocalDateTime.ofInstant(minute, zone.id());
            if (shown.toLocalDate().isAfter(had) && !shown.toLocalTime().isBefore(time)) {
                had = shown.toLocalDate();
                if (minute.isAfter(now) && zone.at(had, time).equals(minute)) {
                    return minute;
                }
                if (minute.isAfter(now)) {
                    throw new AssertionError(minute + " shows " + shown + ", not " + zone.at(had, time));
                }
            }
            minute = minute.plus(Duration.ofMinutes(1));
        }
    }

    @ParameterizedTest
    @MethodSource("changes")
    void aWindowOpensAtTheFirstMinuteThatIsWithinIt(ClockChange change) {
        Window office = new Window(LocalTime.of(9, 0), LocalTime.of(21, 0), EVERY_DAY, null);
        Window night = new Window(LocalTime.of(22, 0), LocalTime.of(2, 30), EVERY_DAY, null);
        for (int step = 0; step < 60; step++) {
            Instant moment = change.moment().minus(Duration.ofHours(30)).plus(Duration.ofMinutes(61L * step));

            assertThat(office.opening(moment, change.clock()))
                    .as("9 to 21 from %s in %s", moment, change.zone())
                    .isEqualTo(firstWithin(moment, change.clock(), office));
            LocalTime shown = LocalTime.ofInstant(
                    night.opening(moment, change.clock()), change.clock().id());
            assertThat(isWithin(shown, night) || shown.equals(LocalTime.of(2, 30)))
                    .as("%s in %s", shown, change.zone())
                    .isTrue();
        }
    }

    private static Instant firstWithin(Instant moment, Zone zone, Window window) {
        Instant minute = moment;
        while (!isWithin(LocalTime.ofInstant(minute, zone.id()), window)) {
            minute = minute.plus(Duration.ofMinutes(1));
        }
        return minute;
    }

    private static boolean isWithin(LocalTime time, Window window) {
        return window.from().isBefore(window.to())
                ? !time.isBefore(window.from()) && time.isBefore(window.to())
                : !time.isBefore(window.from()) || time.isBefore(window.to());
    }

    @Test
    void aTimeThatClocksLeaveOutIsWhenTheyGoForward() {
        Zone lordHowe = new Zone(ZoneId.of("Australia/Lord_Howe"));

        assertThat(lordHowe.at(LocalDate.parse("2026-10-04"), LocalTime.of(2, 15)))
                .isEqualTo(Instant.parse("2026-10-03T15:30:00Z"));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-10-26, -P1D, 18:00, 2026-10-25T17:00:00Z",
        "2026-10-25, -P1D, 18:00, 2026-10-24T16:00:00Z",
        "2026-03-29, PT2H, , 2026-03-29T01:00:00Z",
        "2026-03-29T10:00:00+02:00, -P1D, , 2026-03-28T09:00:00Z",
        "2026-03-29T10:00:00+02:00, -PT24H, , 2026-03-28T09:00:00Z",
        "2026-03-29T10:00:00+02:00, -PT3H, , 2026-03-29T05:00:00Z"
    })
    void anAttributesDateIsMovedByDaysOfTheCalendar(String value, String offset, LocalTime time, Instant expected) {
        Rest.UntilAttribute rest = new Rest.UntilAttribute(Source.ENTRY, "checkIn", Duration.parse(offset), time);

        assertThat(rest.moment(StringNode.valueOf(value), new Zone(ZoneId.of("Europe/Berlin"))))
                .contains(expected);
    }

    @Test
    void whatIsNeitherADateNorAnInstantKeepsNobody() {
        Rest.UntilAttribute rest = new Rest.UntilAttribute(Source.ENTRY, "checkIn", Duration.ZERO, null);

        assertThat(rest.moment(StringNode.valueOf("soon"), Zone.UTC)).isEmpty();
        assertThat(rest.moment(null, Zone.UTC)).isEmpty();
    }
}
