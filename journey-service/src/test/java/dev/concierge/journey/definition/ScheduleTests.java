package dev.concierge.journey.definition;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleTests {
    private static final Zone BERLIN = new Zone(ZoneId.of("Europe/Berlin"));

    @Test
    void aRuleComesBackByTheClocksOfItsZone() {
        Schedule schedule = new Schedule(
                new Schedule.Recurring("FREQ=WEEKLY;BYDAY=SU", LocalDateTime.parse("2026-10-18T02:30"), BERLIN),
                new Schedule.Everybody(),
                0);

        assertThat(schedule.next(Instant.parse("2026-10-17T00:00:00Z")))
                .contains(Instant.parse("2026-10-18T00:30:00Z"));
        assertThat(schedule.next(Instant.parse("2026-10-18T00:30:00Z")))
                .contains(Instant.parse("2026-10-25T00:30:00Z"));
        assertThat(schedule.next(Instant.parse("2026-10-25T00:30:00Z")))
                .contains(Instant.parse("2026-11-01T01:30:00Z"));
        assertThat(schedule.next(Instant.parse("2027-03-22T00:00:00Z")))
                .contains(Instant.parse("2027-03-28T01:00:00Z"));
    }

    @Test
    void whatHasEndedDoesNotComeBack() {
        Schedule twice = new Schedule(
                new Schedule.Recurring("FREQ=DAILY;COUNT=2", LocalDateTime.parse("2026-10-18T09:00"), Zone.UTC),
                new Schedule.Everybody(),
                0);
        Schedule once = new Schedule(
                new Schedule.Once(Instant.parse("2026-10-18T09:00:00Z")),
                new Schedule.Listed(List.of("b", "a", "b")),
                0);

        assertThat(twice.next(Instant.parse("2026-10-19T09:00:00Z"))).isEmpty();
        assertThat(once.next(Instant.parse("2026-10-18T09:00:00Z"))).isEmpty();
        assertThat(((Schedule.Listed) once.who()).guests()).containsExactly("a", "b");
    }

    /** The library would write 31 million times of the first year out. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "FREQ=HOURLY;BYMINUTE=0,1",
                "FREQ=DAILY;BYSECOND=0,1",
                "FREQ=MINUTELY",
                "FREQ=SECONDLY;COUNT=2",
                "FREQ=YEARLY;BYDAY=MO,TU,WE,TH,FR,SA,SU;BYHOUR=0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23"
                        + ";BYMINUTE=0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27,28,29,30"
                        + ";BYSECOND=0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27,28,29,30"
            })
    void aRuleMoreOftenThanHourlyIsRefusedBeforeItIsWrittenOut(String rule) {
        assertThat(Schedule.Recurring.faultOf(rule)).isEqualTo("more often than hourly");
    }

    @ParameterizedTest
    @ValueSource(strings = {"FREQ=HOURLY", "FREQ=DAILY;BYHOUR=9,17", "FREQ=WEEKLY;BYDAY=MO;BYHOUR=9;BYMINUTE=30"})
    void severalTimesADayAreTaken(String rule) {
        assertThat(Schedule.Recurring.faultOf(rule)).isNull();
    }
}
