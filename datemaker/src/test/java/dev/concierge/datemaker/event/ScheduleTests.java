package dev.concierge.datemaker.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ScheduleTests {
    private static final Instant START = Instant.parse("2026-12-01T18:00:00Z");
    private final Schedule schedule = new Schedule(START, Timing.DEFAULT, Duration.ZERO);

    @Test
    void guestsAreAskedADayBeforeAndSeatsCloseAnHourBefore() {
        assertThat(schedule.asks()).isEqualTo("2026-11-30T18:00:00Z");
        assertThat(schedule.closes(schedule.asks())).isEqualTo("2026-12-01T17:00:00Z");
        assertThat(schedule.rules()).isEqualTo("2026-12-01T17:55:00Z");
    }

    @Test
    void whoIsAskedLateHasHalfOfWhatIsLeftToAnswer() {
        assertThat(schedule.closes(START.minus(Duration.ofMinutes(45)))).isEqualTo("2026-12-01T17:35:00Z");
        assertThat(schedule.closes(START.minus(Duration.ofMinutes(2)))).isEqualTo("2026-12-01T17:59:00Z");
        assertThat(schedule.closes(START.plusSeconds(1))).isEqualTo("2026-12-01T18:00:01Z");
    }

    @Test
    void remindersComeTwiceAndNotAfterTheClose() {
        Instant closes = schedule.closes(schedule.asks());
        assertThat(schedule.reminderAfter(schedule.asks(), closes)).contains(START.minus(Duration.ofHours(12)));
        assertThat(schedule.reminderAfter(START.minus(Duration.ofHours(12)), closes))
                .contains(START.minus(Duration.ofHours(3)));
        assertThat(schedule.reminderAfter(START.minus(Duration.ofHours(3)), closes))
                .isEmpty();
    }

    @Test
    void roundsComeEverySixMinutesWithoutDrift() {
        List<Instant> begins =
                IntStream.range(0, 20).mapToObj(schedule::roundBegins).toList();

        for (int round = 0; round < begins.size(); round++) {
            assertThat(begins.get(round)).isEqualTo(START.plus(Duration.ofMinutes(6L * round)));
            assertThat(schedule.roundEnds(round)).isEqualTo(begins.get(round).plus(Duration.ofMinutes(5)));
        }
    }

    @Test
    void lateComersAreWaitedForAndThenHaveAMinute() {
        Schedule late = new Schedule(START, new Timing(300, 60, 120, 1800), Duration.ofSeconds(30));

        assertThat(late.roundBegins(0)).isEqualTo("2026-12-01T18:02:30Z");
        assertThat(late.check(0)).contains(Instant.parse("2026-12-01T18:03:30Z"));
        assertThat(new Schedule(START, new Timing(60, 10, 0, 60), Duration.ZERO).check(0))
                .isEqualTo(Optional.empty());
    }
}
