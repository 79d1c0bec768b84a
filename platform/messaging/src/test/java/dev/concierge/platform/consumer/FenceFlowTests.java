package dev.concierge.platform.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The rules of a consumer's position; a planted bug that breaks the rule must fail it. */
class FenceFlowTests {
    private static final UUID TOPIC_ID = UUID.randomUUID();

    private final Inbox inbox = new Inbox();
    private final Positions positions = inbox.positions();

    @Test
    void aLaterOwnerFencesAnEarlierOne() {
        onlyTheLatestOwnerMovesThePosition(positions);

        assertThatThrownBy(() -> onlyTheLatestOwnerMovesThePosition(PlantedBugs.withoutFence(inbox)))
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void aBatchAppliesOnlyWhereThePositionWasLeft() {
        aBatchIsNotAppliedTwice(positions);

        assertThatThrownBy(() -> aBatchIsNotAppliedTwice(PlantedBugs.withoutPositionCheck(inbox)))
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void workOfAPartitionIsRefusedAfterATakeOver() {
        Position earlier = positions.take("t", TOPIC_ID, 0, 0);
        positions.hold(List.of(earlier));
        positions.take("t", TOPIC_ID, 0, 0);

        assertThatThrownBy(() -> positions.hold(List.of(earlier))).isInstanceOf(FencedOff.class);
    }

    @Test
    void aTakeOverContinuesWhereTheEarlierOwnerStopped() {
        Position first = positions.take("t", TOPIC_ID, 0, 7);
        positions.advance(List.of(first), List.of(first.advancedTo(42)));

        Position next = positions.take("t", TOPIC_ID, 0, 7);

        assertThat(next.next()).isEqualTo(42);
        assertThat(next.epoch()).isEqualTo(first.epoch() + 1);
    }

    @Test
    void whoGoesBackKnowsHowFarItWas() {
        Position first = positions.take("t", TOPIC_ID, 0, 0);
        positions.advance(List.of(first), List.of(first.advancedTo(42)));
        inbox.jdbc()
                .sql("UPDATE platform.consumer_position SET next_offset = 0")
                .update();

        Position back = positions.take("t", TOPIC_ID, 0, 0);
        positions.advance(List.of(back), List.of(back.advancedTo(10)));
        Position next = positions.take("t", TOPIC_ID, 0, 0);

        assertThat(next.next()).isEqualTo(10);
        assertThat(next.hadRead(inbox.message("a", 41))).isTrue();
        assertThat(next.hadRead(inbox.message("a", 42))).isFalse();
        assertThat(next.endingAt(20).hadRead(inbox.message("a", 20)))
                .as("of a log cut there")
                .isFalse();
    }

    @Test
    void aTopicMadeAnewStartsFromItsBeginning() {
        Position first = positions.take("t", TOPIC_ID, 0, 0);
        positions.advance(List.of(first), List.of(first.advancedTo(42)));

        assertThat(positions.take("t", UUID.randomUUID(), 0, 0).next()).isZero();
    }

    private static void onlyTheLatestOwnerMovesThePosition(Positions positions) {
        UUID topicId = UUID.randomUUID();
        Position earlier = positions.take("t", topicId, 0, 0);
        Position later = positions.take("t", topicId, 0, 0);

        assertThatThrownBy(() -> positions.advance(List.of(earlier), List.of(earlier.advancedTo(10))))
                .isInstanceOf(FencedOff.class);
        positions.advance(List.of(later), List.of(later.advancedTo(10)));
    }

    private static void aBatchIsNotAppliedTwice(Positions positions) {
        Position position = positions.take("t", UUID.randomUUID(), 0, 0);
        positions.advance(List.of(position), List.of(position.advancedTo(10)));

        assertThatThrownBy(() -> positions.advance(List.of(position), List.of(position.advancedTo(10))))
                .isInstanceOf(FencedOff.class);
    }
}
