package dev.concierge.search.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class PositionTests {
    private static final Map<Integer, Long> BEGINNINGS = Map.of(0, 10L, 1, 0L);
    private static final Map<Integer, Long> ENDS = Map.of(0, 20L, 1, 5L);

    private final Position position = new Position("t", Map.of(0, 15L, 1, 5L));

    @Test
    void isReadBackFromCommitData() {
        assertThat(Position.of("items", position.kept("items"))).isEqualTo(position);
    }

    @Test
    void eachTopicHasItsOwn() {
        assertThat(Position.of("users", position.kept("items"))).isEqualTo(Position.NONE);
    }

    @Test
    void continuesOnlyWhereNothingWasMissed() {
        assertThat(position.continuesIn("t", BEGINNINGS, ENDS)).isTrue();
        assertThat(position.continuesIn("recreated", BEGINNINGS, ENDS)).isFalse();
        assertThat(position.continuesIn("t", Map.of(0, 16L, 1, 0L), ENDS)).isFalse();
        assertThat(position.continuesIn("t", BEGINNINGS, Map.of(0, 14L, 1, 5L))).isFalse();
        assertThat(position.continuesIn("t", Map.of(0, 0L, 1, 0L, 2, 0L), Map.of(0, 20L, 1, 5L, 2, 0L)))
                .isFalse();
    }

    @Test
    void hasCaughtUpWhenEveryPartitionHas() {
        assertThat(position.hasReached(Map.of(0, 15L, 1, 4L))).isTrue();
        assertThat(position.hasReached(ENDS)).isFalse();
    }
}
