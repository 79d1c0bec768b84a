package dev.concierge.datemaker.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.concierge.datemaker.event.Schedule;
import dev.concierge.datemaker.event.Timing;
import dev.concierge.platform.problem.InvalidInput;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecurrenceTests {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @Test
    void theVenuesClockDecidesOnBothSidesOfTheChangeOfTime() {
        assertThat(starts("FREQ=WEEKLY;BYDAY=FR", LocalDateTime.of(2026, 3, 20, 20, 0), "2026-04-11T00:00:00Z"))
                .containsExactly(
                        Instant.parse("2026-03-20T19:00:00Z"),
                        Instant.parse("2026-03-27T19:00:00Z"),
                        Instant.parse("2026-04-03T18:00:00Z"),
                        Instant.parse("2026-04-10T18:00:00Z"));
        assertThat(starts("FREQ=DAILY", LocalDateTime.of(2026, 10, 24, 20, 0), "2026-10-26T23:00:00Z"))
                .containsExactly(
                        Instant.parse("2026-10-24T18:00:00Z"),
                        Instant.parse("2026-10-25T19:00:00Z"),
                        Instant.parse("2026-10-26T19:00:00Z"));
    }

    /** By elapsed time: whoever is asked has the same day and the same hours to answer, whatever the clock does meanwhile. */
    @Test
    void onTheDaysOfTheChangeOfTimeGuestsAreAskedAndRemindedAsOnAnyOther() {
        assertThat(steps(LocalDateTime.of(2026, 3, 28, 20, 0), "2026-03-30T00:00:00Z"))
                .containsExactly(
                        "2026-03-27T19:00:00Z 2026-03-28T07:00:00Z 2026-03-28T16:00:00Z 2026-03-28T18:00:00Z 2026-03-28T18:55:00Z",
                        "2026-03-28T18:00:00Z 2026-03-29T06:00:00Z 2026-03-29T15:00:00Z 2026-03-29T17:00:00Z 2026-03-29T17:55:00Z");
        assertThat(steps(LocalDateTime.of(2026, 10, 24, 20, 0), "2026-10-26T00:00:00Z"))
                .containsExactly(
                        "2026-10-23T18:00:00Z 2026-10-24T06:00:00Z 2026-10-24T15:00:00Z 2026-10-24T17:00:00Z 2026-10-24T17:55:00Z",
                        "2026-10-24T19:00:00Z 2026-10-25T07:00:00Z 2026-10-25T16:00:00Z 2026-10-25T18:00:00Z 2026-10-25T18:55:00Z");
    }

    /** Of each event: when guests are asked, both reminders, the close, the rules. */
    private static List<String> steps(LocalDateTime first, String to) {
        return starts("FREQ=DAILY", first, to).stream()
                .map(start -> {
                    Schedule schedule = new Schedule(start, Timing.DEFAULT, Duration.ZERO);
                    Instant asks = schedule.asks();
                    Instant closes = schedule.closes(asks);
                    Instant reminder = schedule.reminderAfter(asks, closes).orElseThrow();
                    Instant last = schedule.reminderAfter(reminder, closes).orElseThrow();
                    return asks + " " + reminder + " " + last + " " + closes + " " + schedule.rules();
                })
                .toList();
    }

    @Test
    void aTimeThatTheClockSkipsIsLaterAndOneThatComesTwiceIsTheFirst() {
        assertThat(starts("FREQ=DAILY;COUNT=2", LocalDateTime.of(2026, 3, 28, 2, 30), "2026-04-01T00:00:00Z"))
                .containsExactly(Instant.parse("2026-03-28T01:30:00Z"), Instant.parse("2026-03-29T01:30:00Z"));
        assertThat(starts("FREQ=DAILY;COUNT=2", LocalDateTime.of(2026, 10, 24, 2, 30), "2026-11-01T00:00:00Z"))
                .containsExactly(Instant.parse("2026-10-24T00:30:00Z"), Instant.parse("2026-10-25T00:30:00Z"));
    }

    @Test
    void whatWasPlannedIsNotPlannedAgainAndNothingIsLeftOut() {
        Recurrence weekly = Recurrence.of("FREQ=WEEKLY;BYDAY=FR");
        LocalDateTime first = LocalDateTime.of(2026, 1, 2, 20, 0);
        Instant middle = Instant.parse("2026-03-27T19:00:00Z");
        Instant end = Instant.parse("2026-06-30T00:00:00Z");

        List<Instant> all = weekly.between(first, BERLIN, Instant.parse("2026-01-01T00:00:00Z"), end);
        List<Instant> before = weekly.between(first, BERLIN, Instant.parse("2026-01-01T00:00:00Z"), middle);
        List<Instant> after = weekly.between(first, BERLIN, middle, end);

        assertThat(before).last().isEqualTo(middle);
        assertThat(all).hasSize(26).startsWith(before.toArray(Instant[]::new)).endsWith(after.toArray(Instant[]::new));
        assertThat(before.size() + after.size()).isEqualTo(all.size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"weekly", "FREQ=SECONDLY", "FREQ=HOURLY;COUNT=3", "BYDAY=FR", "FREQ=WEEKLY;BYDAY=XX"})
    void aRuleThatIsNoneOrComesTooOftenIsRefused(String rule) {
        assertThatThrownBy(() -> Recurrence.checked(rule, LocalDateTime.of(2026, 1, 2, 20, 0)))
                .isInstanceOf(InvalidInput.class);
    }

    /** The library would write 31 million times of the first year out. */
    @ParameterizedTest
    @ValueSource(strings = {"BYHOUR", "BYMINUTE", "BYSECOND"})
    void aRuleOfManyTimesADayIsRefusedBeforeItIsWrittenOut(String part) {
        String minutes = IntStream.range(0, 24).mapToObj(Integer::toString).collect(Collectors.joining(","));
        String rule = "FREQ=YEARLY;BYDAY=MO,TU,WE,TH,FR,SA,SU;BYHOUR=" + minutes + ";BYMINUTE=" + minutes + ";BYSECOND="
                + minutes;

        for (String refused : List.of(rule, "FREQ=DAILY;" + part + "=1,2")) {
            assertThatThrownBy(() -> Recurrence.checked(refused, LocalDateTime.of(2026, 1, 2, 20, 0)))
                    .isInstanceOfSatisfying(
                            InvalidInput.class,
                            fault -> assertThat(fault.errors().getFirst().detail())
                                    .contains("one time of the day"));
        }
        Recurrence.checked("FREQ=DAILY;" + part + "=1", LocalDateTime.of(2026, 1, 2, 20, 0));
    }

    private static List<Instant> starts(String rule, LocalDateTime first, String until) {
        return Recurrence.checked(rule, first)
                .between(first, BERLIN, Instant.parse("2026-01-01T00:00:00Z"), Instant.parse(until));
    }
}
