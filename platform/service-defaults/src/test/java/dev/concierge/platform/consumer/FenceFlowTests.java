package dev.concierge.platform.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.concierge.localstack.infrastructure.PostgresDatabases;
import dev.concierge.platform.message.PlatformSchema;
import dev.concierge.testsupport.Infrastructure;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * The rules of a consumer's position, each also held against a planted bug: an implementation that breaks the rule
 * must fail it.
 */
class FenceFlowTests {
    private static final UUID TOPIC_ID = UUID.randomUUID();

    private final JdbcClient jdbc = database();

    @Test
    void aLaterOwnerFencesAnEarlierOne() {
        onlyTheLatestOwnerMovesThePosition(new Positions(jdbc, "s"));

        assertThatThrownBy(() -> onlyTheLatestOwnerMovesThePosition(new WithoutFence(jdbc)))
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void aBatchAppliesOnlyWhereThePositionWasLeft() {
        aBatchIsNotAppliedTwice(new Positions(jdbc, "s"));

        assertThatThrownBy(() -> aBatchIsNotAppliedTwice(new WithoutPositionCheck(jdbc)))
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void workOfAPartitionIsRefusedAfterATakeOver() {
        Positions positions = new Positions(jdbc, "s");
        Position earlier = positions.take("t", TOPIC_ID, 0, 0);
        positions.hold(List.of(earlier));
        positions.take("t", TOPIC_ID, 0, 0);

        assertThatThrownBy(() -> positions.hold(List.of(earlier))).isInstanceOf(FencedOff.class);
    }

    @Test
    void aTakeOverContinuesWhereTheEarlierOwnerStopped() {
        Positions positions = new Positions(jdbc, "s");
        Position first = positions.take("t", TOPIC_ID, 0, 7);
        positions.advance(List.of(first), List.of(first.advancedTo(42)));

        Position next = positions.take("t", TOPIC_ID, 0, 7);

        assertThat(next.next()).isEqualTo(42);
        assertThat(next.epoch()).isEqualTo(first.epoch() + 1);
    }

    @Test
    void aTopicMadeAnewStartsFromItsBeginning() {
        Positions positions = new Positions(jdbc, "s");
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

    private static JdbcClient database() {
        String name = "fence_" + UUID.randomUUID().toString().substring(0, 8);
        PostgresDatabases databases = Infrastructure.get().databases();
        databases.create(name);
        var dataSource =
                new DriverManagerDataSource(databases.url(name), PostgresDatabases.OWNER, PostgresDatabases.PASSWORD);
        PlatformSchema schema = new PlatformSchema(dataSource);
        assertThat(schema).isNotNull();
        return JdbcClient.create(dataSource);
    }

    /** Planted bug: any owner's batch is accepted. */
    private static final class WithoutFence extends Positions {
        private final JdbcClient jdbc;

        private WithoutFence(JdbcClient jdbc) {
            super(jdbc, "s");
            this.jdbc = jdbc;
        }

        @Override
        void advance(List<Position> from, List<Position> to) {
            jdbc.sql("UPDATE platform.consumer_position SET next_offset = ? WHERE topic_id = ? AND next_offset = ?")
                    .params(
                            to.getFirst().next(),
                            to.getFirst().topicId(),
                            from.getFirst().next())
                    .update();
        }
    }

    /** Planted bug: the position is written, not checked. */
    private static final class WithoutPositionCheck extends Positions {
        private final JdbcClient jdbc;

        private WithoutPositionCheck(JdbcClient jdbc) {
            super(jdbc, "s");
            this.jdbc = jdbc;
        }

        @Override
        void advance(List<Position> from, List<Position> to) {
            jdbc.sql("UPDATE platform.consumer_position SET next_offset = ? WHERE topic_id = ? AND epoch = ?")
                    .params(
                            to.getFirst().next(),
                            to.getFirst().topicId(),
                            from.getFirst().epoch())
                    .update();
        }
    }
}
