package dev.concierge.journey.run.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.concierge.testsupport.FlowTest;
import java.util.List;
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
        jdbc.sql("ANALYZE runs, ended_runs").update();

        JsonNode plan = JsonMapper.shared()
                .readTree(jdbc.sql("EXPLAIN (ANALYZE, FORMAT JSON) " + Runs.LOAD)
                        .param("guests", new String[] {userId})
                        .param("namedGuests", new String[] {userId})
                        .param("namedIds", new UUID[] {live})
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

        assertThat(count("SELECT count(*) FROM ended_runs WHERE user_id = ?")).isEqualTo(10);
        assertThat(count("SELECT count(*) FROM advances WHERE user_id = ?")).isEqualTo(11);
        assertThat(count("SELECT count(*) FROM runs WHERE user_id = ?")).isOne();
    }

    /** As Citus asks of tables that it divides by guest. */
    @Test
    void theGuestLeadsEveryKeyAndUniqueIndex() {
        List<String> others = jdbc.sql("""
                        SELECT i.indexrelid::regclass::text
                        FROM pg_index i
                        JOIN pg_attribute guest ON guest.attrelid = i.indrelid AND guest.attname = 'user_id'
                        JOIN pg_class c ON c.oid = i.indrelid
                        JOIN pg_namespace n ON n.oid = c.relnamespace
                        WHERE n.nspname = 'public' AND i.indisunique AND i.indkey[0] <> guest.attnum
                        """).query((row, _) -> row.getString(1)).list();

        assertThat(others).isEmpty();
        assertThat(jdbc.sql("""
                        SELECT DISTINCT c.relname::text FROM pg_index i
                        JOIN pg_attribute guest ON guest.attrelid = i.indrelid AND guest.attname = 'user_id'
                        JOIN pg_class c ON c.oid = i.indrelid WHERE i.indisprimary AND i.indkey[0] = guest.attnum
                        """).query((row, _) -> row.getString(1)).list())
                .contains("runs", "ended_runs", "advances", "timers", "held_timers", "entries", "refusals", "guests");
    }

    private long count(String sql) {
        return jdbc.sql(sql).param(userId).query(Long.class).single();
    }

    /** Each with one step. */
    private void ended(int many, String ago) {
        jdbc.sql("""
                WITH made AS (
                    INSERT INTO ended_runs (user_id, run_id, journey_id, version, causing_event_id, node, reason,
                                            created_at, ended_at)
                    SELECT :guest, gen_random_uuid(), 'history-' || :guest, 1, gen_random_uuid(), 'end', 'completed',
                           now() - :ago::interval, now() - :ago::interval
                    FROM generate_series(1, :many) RETURNING user_id, run_id, ended_at)
                INSERT INTO advances (user_id, run_id, advance_id, at, steps)
                SELECT user_id, run_id, gen_random_uuid(), ended_at, '[]' FROM made
                """)
                .param("guest", userId)
                .param("ago", ago)
                .param("many", many)
                .update();
    }

    private UUID live() {
        UUID id = UUID.randomUUID();
        jdbc.sql("""
                INSERT INTO runs (user_id, run_id, journey_id, version, shard, causing_event_id, status, state, created_at,
                                  updated_at)
                VALUES (:guest, :id, 'history-' || :guest, 1, 1, :id, 'waiting', '{}', now(), now())
                """).param("id", id).param("guest", userId).update();
        return id;
    }

    private void promised(int many) {
        jdbc.sql("""
                INSERT INTO runs (user_id, run_id, journey_id, version, shard, causing_event_id, status, state, created_at,
                                  updated_at)
                SELECT :guest, gen_random_uuid(), 'history-' || :guest, 1, 1, gen_random_uuid(), 'pending', '{}', now(), now()
                FROM generate_series(1, :many)
                """).param("guest", userId).param("many", many).update();
    }

    private void step(UUID run, String ago) {
        jdbc.sql("""
                INSERT INTO advances (user_id, run_id, advance_id, at, steps)
                VALUES (?, ?, gen_random_uuid(), now() - ?::interval, '[]')
                """).params(userId, run, ago).update();
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
