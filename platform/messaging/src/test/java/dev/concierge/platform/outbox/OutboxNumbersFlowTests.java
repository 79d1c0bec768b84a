package dev.concierge.platform.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.concierge.platform.message.Shard;
import dev.concierge.platform.outbox.OutboxLeases.Lease;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The numbers that consumers tell a repetition and a loss by. */
class OutboxNumbersFlowTests {
    private static final Short[] ALL =
            IntStream.range(0, Shard.COUNT).mapToObj(shard -> (short) shard).toArray(Short[]::new);
    private static final String KEY = "key-0";

    /** Another key of the same shard. */
    private static final String NEIGHBOUR = IntStream.iterate(1, number -> number + 1)
            .mapToObj(number -> "key-" + number)
            .filter(key -> Shard.of(key).equals(Shard.of(KEY)))
            .findFirst()
            .orElseThrow();

    private final DataSource database = EmptyDatabase.create();
    private final JdbcClient jdbc = JdbcClient.create(database);
    private final Relay relay = new Relay();

    @Test
    void aLowerSequenceThatCommitsLaterGetsTheHigherNumber() throws SQLException {
        try (Connection early = database.getConnection();
                Statement statement = early.createStatement()) {
            early.setAutoCommit(false);
            statement.execute(insert("things", NEIGHBOUR));
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

        Relay successor = new Relay();

        assertThat(successor.left())
                .usingRecursiveFieldByFieldElementComparator()
                .isEqualTo(numbered);
        successor.published(numbered);
        assertThat(numbers(successor.take())).containsExactly(4L);
    }

    @Test
    void aRelayThatLostItsLeaseNumbersNothing() {
        append("things", KEY);
        Relay successor = new Relay();

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

    private void append(String topic, String key) {
        jdbc.sql(insert(topic, key)).update();
    }

    private static String insert(String topic, String key) {
        return "INSERT INTO platform.outbox (shard, id, topic, key, type, data) VALUES ("
                + Shard.of(key).number() + ", gen_random_uuid(), '" + topic + "', '" + key
                + "', 'thing.happened', '1')";
    }

    private static List<Long> numbers(List<OutboxRow> rows) {
        return rows.stream()
                .map(row -> Objects.requireNonNull(row.number()).number())
                .toList();
    }

    private static long at(List<OutboxRow> rows) {
        return Objects.requireNonNull(rows.getFirst().number()).numberedAt();
    }

    /** Takes the lease from whoever has it. */
    private final class Relay {
        private final UUID owner = UUID.randomUUID();
        private final OutboxRows rows = new OutboxRows(jdbc, ALL);
        private final OutboxNumbers numbers = new OutboxNumbers(jdbc, owner, ALL);
        private final Lease lease;

        private Relay() {
            jdbc.sql("UPDATE platform.outbox_lease SET expires_at = '-infinity'")
                    .update();
            this.lease = new OutboxLeases(jdbc, owner, Duration.ofMinutes(1), 1)
                    .acquire(0)
                    .orElseThrow();
        }

        private List<OutboxRow> take() {
            return numbers.number(lease, rows.next(100, List.of(), List.of()), List.of());
        }

        private List<OutboxRow> left() {
            return numbers.numbered();
        }

        private void published(List<OutboxRow> published) {
            rows.delete(published);
        }
    }
}
