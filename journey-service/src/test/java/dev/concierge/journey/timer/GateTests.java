package dev.concierge.journey.timer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.concierge.journey.JourneySettings;
import dev.concierge.platform.consumer.OwnedShards;
import dev.concierge.testsupport.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GateTests {
    private static final Instant NOW = Instant.parse("2026-11-22T09:00:00Z");
    private static final Duration HOLD = Duration.ofMinutes(5);
    private static final OwnedShards MINE = OwnedShards.of(Set.of(3), 16);

    private final TestClock clock = TestClock.standingAt(NOW);
    private final Watermarks watermarks = new Watermarks();
    private final Gate gate = new Gate(
            watermarks,
            clock,
            new JourneySettings(Duration.ofMinutes(1), HOLD, Duration.ofDays(180), "", 0, 0, Duration.ZERO));

    @Test
    void staysShutWhileNothingIsKnown() {
        gate.watch(MINE);

        assertThat(mayFire(NOW)).isFalse();
        clock.advance(HOLD.minusSeconds(1));
        gate.watch(MINE);
        assertThat(mayFire(NOW)).isFalse();
    }

    @Test
    void opensForWhatFellDueBeforeBothWatermarks() {
        gate.watch(MINE);
        watermarks.told(List.of(3), NOW);
        assertThat(mayFire(NOW.minusSeconds(1))).isFalse();
        watermarks.read(List.of(3), NOW.minusSeconds(1));

        assertThat(mayFire(NOW.minusSeconds(1))).isTrue();
        assertThat(mayFire(NOW)).isFalse();
        assertThat(gate.opening(3, NOW).isBlind(NOW.minusSeconds(1))).isFalse();
    }

    @Test
    void opensForNothingThatIsNotDue() {
        watermarks.told(List.of(3), NOW.plusSeconds(60));
        watermarks.read(List.of(3), NOW.plusSeconds(60));

        assertThat(mayFire(NOW)).isTrue();
        assertThat(mayFire(NOW.plusSeconds(1))).isFalse();
    }

    @Test
    void aWatermarkDoesNotGoBack() {
        watermarks.told(List.of(3), NOW);
        watermarks.read(List.of(3), NOW);
        watermarks.told(List.of(3), NOW.minusSeconds(60));

        assertThat(mayFire(NOW)).isTrue();
    }

    @Test
    void opensBlindAfterTheLongestHold() {
        gate.watch(MINE);
        clock.advance(HOLD);
        gate.watch(MINE);

        assertThat(mayFire(NOW)).isTrue();
        assertThat(gate.opening(3, clock.instant()).isBlind(NOW)).isTrue();
        assertThat(mayFire(NOW.plusSeconds(1))).isFalse();
    }

    @Test
    void aTimerThatFellDueWhileNobodyWatchedIsHeldFromThenOn() {
        clock.advance(Duration.ofHours(1));
        gate.watch(MINE);

        assertThat(mayFire(NOW)).isFalse();
        clock.advance(HOLD);
        gate.watch(MINE);
        assertThat(mayFire(NOW)).isTrue();
    }

    private boolean mayFire(Instant due) {
        return !due.isAfter(gate.opening(3, clock.instant()).until());
    }
}
