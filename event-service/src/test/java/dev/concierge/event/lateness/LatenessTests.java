package dev.concierge.event.lateness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.concierge.event.lateness.Lateness.Degree;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LatenessTests {
    private static final Instant RECEIVED = Instant.parse("2026-11-28T12:00:00Z");
    private final Lateness lateness = new Lateness(Duration.ofHours(1), Duration.ofDays(1), Duration.ofDays(30));

    @Test
    void whatComesWithinTheTimeIsNotLate() {
        assertThat(degree(Duration.ofHours(1))).isEqualTo(Degree.IN_TIME);
        assertThat(degree(Duration.ofMinutes(-5))).isEqualTo(Degree.IN_TIME);
    }

    @Test
    void whatIsLateIsTreatedAsAnyOtherUntilItIsHistory() {
        assertThat(degree(Duration.ofHours(1).plusMillis(1))).isEqualTo(Degree.LATE);
        assertThat(degree(Duration.ofDays(1))).isEqualTo(Degree.LATE);
        assertThat(degree(Duration.ofDays(2))).isEqualTo(Degree.HISTORY_ONLY);
    }

    @Test
    void nothingIsRefusedUnlessItIsSet() {
        Lateness unset = new Lateness(Duration.ofHours(1), null, null);

        assertThat(unset.isRefused(Instant.EPOCH, RECEIVED)).isFalse();
        assertThat(unset.degree(Instant.EPOCH, RECEIVED)).isEqualTo(Degree.LATE);
        assertThat(lateness.isRefused(RECEIVED.minus(Duration.ofDays(31)), RECEIVED))
                .isTrue();
    }

    @Test
    void theStepsComeInTheirOrder() {
        assertThatThrownBy(() -> new Lateness(Duration.ofHours(1), Duration.ofMinutes(1), null))
                .hasMessage("history-only-after: PT1M (expected: at least PT1H)");
        assertThatThrownBy(() -> new Lateness(Duration.ofHours(1), Duration.ofDays(1), Duration.ofHours(2)))
                .hasMessage("refused-after: PT2H (expected: at least PT24H)");
    }

    private Degree degree(Duration delay) {
        return lateness.degree(RECEIVED.minus(delay), RECEIVED);
    }
}
