package dev.concierge.journey.run.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.concierge.testsupport.FlowTest;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestConstructor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@FlowTest(topics = {"journey-triggers", "users", "notification-receipts"})
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class RunHistoryFlowTests {
    private final ForgetOldRuns forget;
    private final JdbcClient jdbc;
    private final String userId = UUID.randomUUID().toString();

    RunHistoryFlowTests(ForgetOldRuns forget, JdbcClient jdbc) {
        this.forget = forget;
        this.jdbc = jdbc;
    }

    @Test
    void aBatchReadsTheGuestsRunsUnderWayAndNotAllTheyEverHad() {
        ended(30_000, "1 day");
        promised(30_000);
        UUID live = live();
        jdbc.sql("ANALYZE runs").update();

        JsonNode plan = JsonMapper.shared()
                .readTree(jdbc.sql("EXPLAIN (ANALYZE, FORMAT JSON) " + Runs.LOAD)
                        .param("guests", new String[] {userId})
                        .param("ids", new UUID[] {live})
                        .query(String.class)
                        .single());

        assertThat(rowsRead(plan.path(0).path("Plan"))).isLessThan(10);
    }

    @Test
    void whetherAJourneyIsEmptyCostsNothingOfItsPast() {
        ended(30_000, "1 day");
        jdbc.sql("ANALYZE runs").update();

        JsonNode plan = JsonMapper.shared()
                .readTree(jdbc.sql("EXPLAIN (ANALYZE, FORMAT JSON) " + Runs.ANY_MOVING)
                        .param("journey", "history-" + userId)
                        .query(String.class)
                        .single());

        assertThat(rowsRead(plan.path(0).path("Plan"))).isLessThan(10);
    }

    @Test
    void forgetsWhatEndedLongAgoWithItsTimelineAndNothingElse() {
        ended(2_500, "181 days");
        ended(10, "179 days");
        UUID live = live();
        step(live, "181 days");
        step(live, "179 days");

        forget.run();

        assertThat(count("SELECT count(*) FROM runs WHERE user_id = ? AND ended_at IS NOT NULL"))
                .isEqualTo(10);
        assertThat(count("SELECT count(*) FROM timeline JOIN runs USING (run_id) WHERE user_id = ?"))
                .isEqualTo(11);
        assertThat(count("SELECT count(*) FROM runs WHERE user_id = ? AND ended_at IS NULL"))
                .isOne();
        assertThat(jdbc.sql(
                                "SELECT count(*) FROM timeline WHERE NOT EXISTS (SELECT FROM runs WHERE runs.run_id = timeline.run_id)")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    private long count(String sql) {
        return jdbc.sql(sql).param(userId).query(Long.class).single();
    }

    /** Each with one step. */
    private void ended(int many, String ago) {
        jdbc.sql("""
                WITH made AS (
                    INSERT INTO runs (run_id, journey_id, version, user_id, shard, causing_event_id, status, node, state,
                                      created_at, updated_at, ended_at)
                    SELECT gen_random_uuid(), 'history-' || :guest, 1, :guest, 1, gen_random_uuid(), 'exited', 'end', '{}',
                           now() - :ago::interval, now() - :ago::interval, now() - :ago::interval
                    FROM generate_series(1, :many) RETURNING run_id, ended_at)
                INSERT INTO timeline (run_id, step_id, at, what, detail)
                SELECT run_id, gen_random_uuid(), ended_at, 'exited', '{}' FROM made
                """)
                .param("guest", userId)
                .param("ago", ago)
                .param("many", many)
                .update();
    }

    private UUID live() {
        UUID id = UUID.randomUUID();
        jdbc.sql("""
                INSERT INTO runs (run_id, journey_id, version, user_id, shard, causing_event_id, status, node, state,
                                  created_at, updated_at)
                VALUES (:id, 'history-' || :guest, 1, :guest, 1, :id, 'waiting', 'rest', '{}', now(), now())
                """).param("id", id).param("guest", userId).update();
        return id;
    }

    private void promised(int many) {
        jdbc.sql("""
                INSERT INTO runs (run_id, journey_id, version, user_id, shard, causing_event_id, status, state, created_at,
                                  updated_at)
                SELECT gen_random_uuid(), 'history-' || :guest, 1, :guest, 1, gen_random_uuid(), 'pending', '{}', now(), now()
                FROM generate_series(1, :many)
                """).param("guest", userId).param("many", many).update();
    }

    private void step(UUID run, String ago) {
        jdbc.sql(
                        "INSERT INTO timeline (run_id, step_id, at, what, detail) VALUES (?, gen_random_uuid(), now() - ?::interval, 'counted', '{}')")
                .params(run, ago)
                .update();
    }

    /** What the nodes of a plan that read tables have read, what they threw away included. */
    private static double rowsRead(JsonNode node) {
        double own = node.has("Relation Name")
                ? (node.path("Actual Rows").asDouble()
                                + node.path("Rows Removed by Filter").asDouble())
                        * node.path("Actual Loops").asDouble()
                : 0;
        return own
                + node.path("Plans")
                        .valueStream()
                        .mapToDouble(RunHistoryFlowTests::rowsRead)
                        .sum();
    }
}
