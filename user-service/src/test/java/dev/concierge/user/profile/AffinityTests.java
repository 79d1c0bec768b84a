package dev.concierge.user.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class AffinityTests {
    private static final Instant START = Instant.parse("2026-11-22T09:00:00Z");
    private static final Duration HALF_LIFE = Duration.ofDays(30);

    @Test
    void halvesWithEveryHalfLife() {
        Affinity affinity = new Affinity(8, START);

        assertThat(affinity.weightAt(START.plus(HALF_LIFE), HALF_LIFE)).isCloseTo(4, within(1e-9));
        assertThat(affinity.weightAt(START.plus(HALF_LIFE.multipliedBy(3)), HALF_LIFE))
                .isCloseTo(1, within(1e-9));
    }

    @Test
    void theOrderOfArrivalDoesNotMatter() {
        Instant later = START.plus(Duration.ofDays(10));
        Instant last = START.plus(Duration.ofDays(45));

        Affinity inOrder = new Affinity(1, START).plus(4, later, HALF_LIFE).plus(8, last, HALF_LIFE);
        Affinity late = new Affinity(8, last).plus(4, later, HALF_LIFE).plus(1, START, HALF_LIFE);

        assertThat(late.asOf()).isEqualTo(inOrder.asOf()).isEqualTo(last);
        assertThat(late.weight()).isCloseTo(inOrder.weight(), within(1e-9));
    }

    @Test
    void fadesAway() {
        Affinity viewed = new Affinity(1, START);

        assertThat(viewed.isForgottenAt(START.plus(Duration.ofDays(200)), HALF_LIFE))
                .isFalse();
        assertThat(viewed.isForgottenAt(START.plus(Duration.ofDays(400)), HALF_LIFE))
                .isTrue();
    }

    @Test
    void aTimeBeforeTheLastEventAddsNothing() {
        assertThat(new Affinity(2, START).weightAt(START.minusSeconds(60), HALF_LIFE))
                .isEqualTo(2);
    }
}
