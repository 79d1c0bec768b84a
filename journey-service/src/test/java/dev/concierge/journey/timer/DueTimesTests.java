package dev.concierge.journey.timer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.concierge.platform.consumer.OwnedShards;
import java.time.Instant;
import java.util.List;
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
        assertThat(dueTimes.due(MINE, _ -> NOW)).isEmpty();
    }

    @Test
    void remembersWhenTheNextIsDue() {
        dueTimes.read(List.of(MINE.numbers()), Map.of(19, NOW.plusSeconds(5)), NOW);

        assertThat(dueTimes.due(MINE, _ -> NOW.plusSeconds(4))).isEmpty();
        assertThat(dueTimes.due(MINE, _ -> NOW.plusSeconds(5))).containsExactly(19);
    }

    @Test
    void anEarlierTimerCountsAtOnceAndALaterOneDoesNotHideIt() {
        dueTimes.read(List.of(MINE.numbers()), Map.of(), NOW);
        dueTimes.added(3, NOW.plusSeconds(2));
        dueTimes.added(3, NOW.plusSeconds(9));

        assertThat(dueTimes.due(MINE, _ -> NOW.plusSeconds(1))).isEmpty();
        assertThat(dueTimes.due(MINE, _ -> NOW.plusSeconds(2))).containsExactly(3);
    }

    @Test
    void shardsOfOthersDoNotCount() {
        dueTimes.read(List.of(MINE.numbers()), Map.of(), NOW);
        dueTimes.added(4, NOW);

        assertThat(dueTimes.due(MINE, _ -> NOW.plusSeconds(1))).isEmpty();
    }

    @Test
    void isReadAnewAfterASecondOrWhenTheClockWasPutBack() {
        dueTimes.read(List.of(MINE.numbers()), Map.of(), NOW);

        assertThat(dueTimes.areTrusted(MINE, NOW.plusMillis(999))).isTrue();
        assertThat(dueTimes.areTrusted(MINE, NOW.plusSeconds(1))).isFalse();
        assertThat(dueTimes.areTrusted(MINE, NOW.minusSeconds(1))).isFalse();
    }
}
