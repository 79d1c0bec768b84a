package dev.concierge.platform.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The numbers that consumers tell a repetition and a loss by. */
class OutboxNumbersFlowTests {
    private static final String KEY = SteppedRelay.KEY;
    private static final String NEIGHBOUR = SteppedRelay.NEIGHBOUR;

    private final DataSource database = EmptyDatabase.create();
    private final JdbcClient jdbc = JdbcClient.create(database);
    private final SteppedRelay relay = relay();

    @Test
    void aLowerSequenceThatCommitsLaterGetsTheHigherNumber() throws SQLException {
        try (Connection early = database.getConnection();
                Statement statement = early.createStatement()) {
            early.setAutoCommit(false);
            statement.execute(SteppedRelay.row("things", NEIGHBOUR, 1));
            append("things", KEY);
            List<OutboxRow> first = relay.take();
            early.commit();
            relay.published(first);
            List<OutboxRow> second = relay.take();

            assertThat(second.getFirst().seq()).isLessThan(first.getFirst().seq());
            assertThat(numbers(first)).containsExactly(1L);
            assertThat(numbers(second)).containsExactly(2L);
        }
    }

    @Test
    void numbersAreDenseForEachTopicAndShard() {
        append("things", KEY);
        append("others", KEY);
        append("things", NEIGHBOUR);
        append("things", "elsewhere");
        List<OutboxRow> first = relay.take();
        relay.published(first);
        append("things", KEY);

        assertThat(numbers(first)).containsExactly(1L, 1L, 2L, 1L);
        assertThat(numbers(relay.take())).containsExactly(3L);
    }

    @Test
    void whatWasNumberedKeepsItsNumbersWhoeverPublishesItNext() {
        append("things", KEY);
        relay.published(relay.take());
        append("things", KEY);
        append("things", NEIGHBOUR);
        List<OutboxRow> numbered = relay.take();
        append("things", KEY);

        SteppedRelay successor = relay();

        assertThat(successor.left())
                .usingRecursiveFieldByFieldElementComparator()
                .isEqualTo(numbered);
        successor.published(numbered);
        assertThat(numbers(successor.take())).containsExactly(4L);
    }

    @Test
    void aRelayThatLostItsLeaseNumbersNothing() {
        append("things", KEY);
        SteppedRelay successor = relay();

        assertThat(relay.take()).isEmpty();
        assertThat(numbers(successor.take())).containsExactly(1L);
    }

    @Test
    void batchesOfAShardAreNumberedAtRisingTimes() {
        append("things", KEY);
        List<OutboxRow> first = relay.take();
        relay.published(first);
        jdbc.sql("UPDATE platform.outbox_number SET numbered_at = numbered_at + 3600000000")
                .update();
        append("things", KEY);

        assertThat(at(relay.take())).isGreaterThan(at(first) + 3_600_000_000L);
    }

    private SteppedRelay relay() {
        return new SteppedRelay(jdbc, SteppedRelay.Numbering.AS_IT_IS);
    }

    private void append(String topic, String key) {
        jdbc.sql(SteppedRelay.row(topic, key, 1)).update();
    }

    private static List<Long> numbers(List<OutboxRow> rows) {
        return rows.stream()
                .map(row -> Objects.requireNonNull(row.number()).number())
                .toList();
    }

    private static long at(List<OutboxRow> rows) {
        return Objects.requireNonNull(rows.getFirst().number()).numberedAt();
    }
}
