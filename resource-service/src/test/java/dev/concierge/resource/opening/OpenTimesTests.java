package dev.concierge.resource.opening;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.concierge.platform.problem.InvalidInput;
import dev.concierge.resource.opening.Opening.Recurring;
import dev.concierge.resource.opening.Opening.SpecialDay;
import dev.concierge.resource.opening.Opening.Weekly;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OpenTimesTests {
    @ParameterizedTest
    @CsvSource({
        // the clock skips an hour: what it skips is as much later, what is left of nothing is nothing
        "Europe/Berlin, 2026-03-29, 02:15, 02:45, 2026-03-29T01:15:00Z, 2026-03-29T01:45:00Z",
        "Europe/Berlin, 2026-03-29, 01:00, 02:30, 2026-03-29T00:00:00Z, 2026-03-29T01:30:00Z",
        "Europe/Berlin, 2026-03-29, 02:30, 03:00, ,",
        // an hour comes twice: of a time that does it is the first
        "Europe/Berlin, 2026-10-25, 02:15, 02:45, 2026-10-25T00:15:00Z, 2026-10-25T00:45:00Z",
        "Europe/Berlin, 2026-10-25, 01:00, 04:00, 2026-10-24T23:00:00Z, 2026-10-25T03:00:00Z",
        // Lord Howe moves by half an hour
        "Australia/Lord_Howe, 2026-10-04, 02:10, 03:00, 2026-10-03T15:40:00Z, 2026-10-03T16:00:00Z",
        "Australia/Lord_Howe, 2026-04-05, 01:00, 03:00, 2026-04-04T14:00:00Z, 2026-04-04T16:30:00Z",
        "America/New_York, 2026-11-01, 00:00, 00:00, 2026-11-01T04:00:00Z, 2026-11-02T05:00:00Z",
        "America/Sao_Paulo, 2018-11-04, 00:00, 06:00, 2018-11-04T03:00:00Z, 2018-11-04T08:00:00Z",
        "Pacific/Chatham, 2026-09-27, 02:45, 04:00, 2026-09-26T14:00:00Z, 2026-09-26T14:15:00Z"
    })
    void hoursGoByTheLocalClock(String zone, LocalDate day, String from, String to, Instant opens, Instant closes) {
        Opening opening =
                new Opening(List.of(new Weekly(EnumSet.of(day.getDayOfWeek()), from, to)), List.of(), List.of());
        Instant noon = day.atTime(12, 0).atZone(ZoneId.of(zone)).toInstant();

        List<Span> spans = new OpenTimes(opening, ZoneId.of(zone))
                .in(new Span(noon.minusSeconds(86_400), noon.plusSeconds(86_400)));

        if (opens == null) {
            assertThat(spans).isEmpty();
        } else {
            assertThat(spans).containsExactly(new Span(opens, closes));
        }
    }

    @Test
    void aWeeklyRuleGoesOnOverTheYearsEnd() {
        Opening opening = new Opening(
                List.of(new Weekly(EnumSet.of(DayOfWeek.THURSDAY), "22:00", "02:00")), List.of(), List.of());

        assertThat(new OpenTimes(opening, ZoneId.of("UTC")).in(span("2026-12-31T23:30:00Z", "2027-01-07T23:00:00Z")))
                .containsExactly(
                        span("2026-12-31T22:00:00Z", "2027-01-01T02:00:00Z"),
                        span("2027-01-07T22:00:00Z", "2027-01-08T02:00:00Z"));
    }

    @Test
    void aRuleComesBackBesideItsExceptions() {
        Opening opening = new Opening(
                List.of(),
                List.of(new Recurring(
                        LocalDate.of(2026, 1, 5),
                        "09:00",
                        "12:00",
                        "FREQ=MONTHLY;BYDAY=1MO;COUNT=4",
                        Set.of(LocalDate.of(2026, 2, 2)))),
                List.of(new SpecialDay(LocalDate.of(2026, 3, 2), List.of(new Hours("15:00", "16:00")))));

        assertThat(new OpenTimes(opening, ZoneId.of("UTC")).in(span("2026-01-01T00:00:00Z", "2027-01-01T00:00:00Z")))
                .containsExactly(
                        span("2026-01-05T09:00:00Z", "2026-01-05T12:00:00Z"),
                        span("2026-03-02T15:00:00Z", "2026-03-02T16:00:00Z"),
                        span("2026-04-06T09:00:00Z", "2026-04-06T12:00:00Z"));
    }

    @Test
    void aRuleAndItsExceptionsGoOnOverTheYearsEnd() {
        Opening opening = new Opening(
                List.of(),
                List.of(new Recurring(
                        LocalDate.of(2026, 12, 17),
                        "22:00",
                        "02:00",
                        "FREQ=WEEKLY;BYDAY=TH;UNTIL=20270121",
                        Set.of(LocalDate.of(2026, 12, 24), LocalDate.of(2027, 1, 7)))),
                List.of(
                        new SpecialDay(LocalDate.of(2026, 12, 31), List.of(new Hours("20:00", "04:00"))),
                        new SpecialDay(LocalDate.of(2027, 1, 14), List.of())));

        assertThat(new OpenTimes(opening, ZoneId.of("UTC")).in(span("2026-12-01T00:00:00Z", "2027-03-01T00:00:00Z")))
                .containsExactly(
                        span("2026-12-17T22:00:00Z", "2026-12-18T02:00:00Z"),
                        span("2026-12-31T20:00:00Z", "2027-01-01T04:00:00Z"),
                        span("2027-01-21T22:00:00Z", "2027-01-22T02:00:00Z"));
    }

    @Test
    void aDayThatIsClosedIsClosedUpToItsNight() {
        Opening opening = new Opening(
                List.of(new Weekly(EnumSet.allOf(DayOfWeek.class), "20:00", "03:00")),
                List.of(),
                List.of(new SpecialDay(LocalDate.of(2026, 12, 24), List.of())));

        assertThat(new OpenTimes(opening, ZoneId.of("UTC")).in(span("2026-12-24T00:00:00Z", "2026-12-25T12:00:00Z")))
                .containsExactly(span("2026-12-23T20:00:00Z", "2026-12-24T03:00:00Z"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "FREQ=HOURLY",
                "FREQ=SOMETIMES",
                "",
                "FREQ=DAILY;UNTIL=20260101T000000Z",
                "BYDAY=MO",
                "FREQ=DAILY;BYHOUR=0,1,2,3",
                "FREQ=DAILY;BYMINUTE=0,1",
                "FREQ=DAILY;BYSECOND=0,1"
            })
    void aRuleThatIsNoneOfDaysIsRefused(String rule) {
        Opening opening = new Opening(
                List.of(),
                List.of(new Recurring(LocalDate.of(2026, 1, 5), "09:00", "12:00", rule, Set.of())),
                List.of());
        assertThatThrownBy(() -> opening.check("/opening"))
                .isInstanceOf(InvalidInput.class)
                .satisfies(fault -> assertThat(
                                ((InvalidInput) fault).errors().getFirst().pointer())
                        .isEqualTo("/opening/rules/0/rrule"));
    }

    private static Span span(String from, String to) {
        return new Span(Instant.parse(from), Instant.parse(to));
    }
}
