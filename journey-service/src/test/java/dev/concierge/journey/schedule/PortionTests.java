package dev.concierge.journey.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.concierge.journey.schedule.EnterScheduled.Portion;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PortionTests {
    @ParameterizedTest
    @ValueSource(ints = {1, 7, 59, 60, 61, 600, 29_999, 30_000, 30_001, 1_000_000})
    void noMoreGuestsComeInAMinuteThanMay(int perMinute) {
        Portion portion = Portion.of(perMinute);

        assertThat(portion.guests()).isBetween(1, 500);
        assertThat(portion.pause())
                .isEqualTo(Duration.ofMinutes(portion.guests()).dividedBy(perMinute));
    }

    @Test
    void asManyAsCanBeDoNotWait() {
        assertThat(Portion.of(0)).isEqualTo(new Portion(500, Duration.ZERO));
    }

    @Test
    void fewComeOneByOne() {
        assertThat(Portion.of(1)).isEqualTo(new Portion(1, Duration.ofMinutes(1)));
        assertThat(Portion.of(61))
                .isEqualTo(new Portion(2, Duration.ofMinutes(2).dividedBy(61)));
    }
}
