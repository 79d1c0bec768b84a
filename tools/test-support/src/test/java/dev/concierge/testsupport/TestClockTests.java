package dev.concierge.testsupport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class TestClockTests {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    @Test
    void standsStillUntilMoved() {
        TestClock clock = TestClock.standingAt(NOON);
        assertThat(clock.instant()).isEqualTo(NOON);

        clock.advance(Duration.ofHours(1));
        assertThat(clock.instant()).isEqualTo(NOON.plus(Duration.ofHours(1)));

        clock.set(NOON.minusSeconds(1));
        assertThat(clock.instant()).isEqualTo(NOON.minusSeconds(1));

        clock.reset();
        assertThat(clock.instant()).isEqualTo(NOON);
    }

    @Test
    void ticksFromTheRealTime() {
        TestClock clock = TestClock.ticking();
        Instant start = clock.instant();

        assertThat(start).isCloseTo(Instant.now(), within(1, ChronoUnit.MINUTES));
        Awaitility.await().until(() -> clock.instant().isAfter(start));
    }

    @Test
    void movesItsViewsInOtherZones() {
        TestClock clock = TestClock.standingAt(NOON);
        Clock berlin = clock.withZone(ZoneId.of("Europe/Berlin"));

        clock.advance(Duration.ofDays(1));

        assertThat(berlin.instant()).isEqualTo(NOON.plus(Duration.ofDays(1)));
        assertThat(berlin.getZone()).isEqualTo(ZoneId.of("Europe/Berlin"));
    }
}
