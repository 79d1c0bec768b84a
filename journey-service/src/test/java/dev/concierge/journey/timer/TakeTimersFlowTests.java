package dev.concierge.journey.timer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.concierge.journey.timer.Gate.Opening;
import dev.concierge.platform.message.Shard;
import dev.concierge.testsupport.FlowTest;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestConstructor;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A herd that is due in a century, so that no worker takes it meanwhile. */
@FlowTest(topics = {"journey-triggers", "users", "notification-receipts"})
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class TakeTimersFlowTests {
    private static final Instant DUE = Instant.parse("2126-11-22T12:00:00Z");
    private static final int SHARDS = 40;
    private static final int IN_EACH = 2_500;

    private final Timers timers;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    TakeTimersFlowTests(Timers timers, JdbcClient jdbc, TransactionTemplate transaction) {
        this.timers = timers;
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    @BeforeEach
    void aHerdWaits() {
        for (int shard = 0; shard < SHARDS; shard++) {
            jdbc.sql("""
                    INSERT INTO timers (user_id, shard, due_at, run_id, visit)
                    SELECT :guest, :shard, :due::timestamptz, gen_random_uuid(), 1 FROM generate_series(1, :many)
                    """)
                    .param("guest", guestOf(shard))
                    .param("shard", shard)
                    .param("due", DUE.toString())
                    .param("many", IN_EACH)
                    .update();
        }
        jdbc.sql("ANALYZE timers").update();
    }

    @AfterEach
    void nobodyWaits() {
        jdbc.sql("DELETE FROM timers WHERE user_id LIKE 'herd-%'").update();
    }

    @Test
    void aStepTakesFromOneShardAfterTheOtherInTheirTurn() {
        List<DueTimer> taken =
                transaction.execute(_ -> timers.take(openings(IntStream.of(7, 3, 5)), IN_EACH + IN_EACH / 2));

        assertThat(taken).hasSize(IN_EACH + IN_EACH / 2);
        assertThat(taken.stream().filter(timer -> shard(timer) == 7)).hasSize(IN_EACH);
        assertThat(taken.stream().filter(timer -> shard(timer) == 3)).hasSize(IN_EACH / 2);
    }

    @Test
    void aStepReadsNoMoreThanItTakes() {
        JsonNode plan = JsonMapper.shared()
                .readTree(jdbc.sql("EXPLAIN (ANALYZE, FORMAT JSON) " + Timers.TAKE)
                        .param("shards", IntStream.range(0, SHARDS).boxed().toArray(Integer[]::new))
                        .param(
                                "untils",
                                IntStream.range(0, SHARDS)
                                        .mapToObj(_ -> DUE.toString())
                                        .toArray(String[]::new))
                        .param("limit", 100)
                        .query(String.class)
                        .single());

        assertThat(rowsRead(plan.path(0).path("Plan"))).isLessThan(500);
    }

    private static SequencedMap<Integer, Opening> openings(IntStream shards) {
        SequencedMap<Integer, Opening> openings = new LinkedHashMap<>();
        shards.forEach(shard -> openings.put(shard, new Opening(DUE, DUE)));
        return openings;
    }

    private static int shard(DueTimer timer) {
        return Shard.of(timer.userId().value()).number();
    }

    private static String guestOf(int shard) {
        return IntStream.iterate(0, number -> number + 1)
                .mapToObj(number -> "herd-" + number + "-" + UUID.randomUUID())
                .filter(guest -> Shard.of(guest).number() == shard)
                .findFirst()
                .orElseThrow();
    }

    private static double rowsRead(JsonNode node) {
        double own = node.has("Relation Name")
                ? node.path("Actual Rows").asDouble()
                        * node.path("Actual Loops").asDouble()
                : 0;
        return own
                + node.path("Plans")
                        .valueStream()
                        .mapToDouble(TakeTimersFlowTests::rowsRead)
                        .sum();
    }
}
