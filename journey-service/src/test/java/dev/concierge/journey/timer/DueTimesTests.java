package dev.concierge.journey.timer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.concierge.platform.consumer.OwnedShards;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DueTimesTests {
    private static final Instant NOW = Instant.parse("2026-11-22T09:00:00Z");
    private static final OwnedShards MINE = OwnedShards.of(Set.of(3), 16);

    private final DueTimes dueTimes = new DueTimes();

    @Test
    void trustsNothingBeforeTheFirstReading() {
        assertThat(dueTimes.areTrusted(MINE, NOW)).isFalse();
        assertThat(dueTimes.isDue(MINE, _ -> NOW)).isFalse();
    }

    @Test
    void remembersWhenTheNextIsDue() {
        dueTimes.read(MINE, Map.of(19, NOW.plusSeconds(5)), NOW);

        assertThat(dueTimes.isDue(MINE, _ -> NOW.plusSeconds(4))).isFalse();
        assertThat(dueTimes.isDue(MINE, _ -> NOW.plusSeconds(5))).isTrue();
    }

    @Test
    void anEarlierTimerCountsAtOnceAndALaterOneDoesNotHideIt() {
        dueTimes.read(MINE, Map.of(), NOW);
        dueTimes.added(3, NOW.plusSeconds(2));
        dueTimes.added(3, NOW.plusSeconds(9));

        assertThat(dueTimes.isDue(MINE, _ -> NOW.plusSeconds(1))).isFalse();
        assertThat(dueTimes.isDue(MINE, _ -> NOW.plusSeconds(2))).isTrue();
    }

    @Test
    void shardsOfOthersDoNotCount() {
        dueTimes.read(MINE, Map.of(), NOW);
        dueTimes.added(4, NOW);

        assertThat(dueTimes.isDue(MINE, _ -> NOW.plusSeconds(1))).isFalse();
    }

    @Test
    void isReadAnewAfterASecondOrWhenTheClockWasPutBack() {
        dueTimes.read(MINE, Map.of(), NOW);

        assertThat(dueTimes.areTrusted(MINE, NOW.plusMillis(999))).isTrue();
        assertThat(dueTimes.areTrusted(MINE, NOW.plusSeconds(1))).isFalse();
        assertThat(dueTimes.areTrusted(MINE, NOW.minusSeconds(1))).isFalse();
    }
}
