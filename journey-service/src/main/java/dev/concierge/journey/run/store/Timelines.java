package dev.concierge.journey.run.store;

import dev.concierge.journey.definition.NodeId;
import dev.concierge.journey.engine.RunId;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** Keeps what happened to each run, and why. */
@Repository
public class Timelines {
    private final JdbcClient jdbc;
    private final JsonMapper json = JsonMapper.shared();

    Timelines(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Writes steps down in order; one that was written before stays as it is. */
    public void add(Collection<TakenStep> steps, Instant at) {
        if (steps.isEmpty()) {
            return;
        }
        jdbc.sql("""
                INSERT INTO timeline (run_id, step_id, at, node, what, detail)
                SELECT run_id, step_id, :at, node, what, detail::jsonb
                FROM unnest(:runIds, :stepIds, :nodes, :whats, :details)
                     WITH ORDINALITY AS step (run_id, step_id, node, what, detail, position)
                ORDER BY position
                ON CONFLICT DO NOTHING
                """)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("runIds", column("uuid", steps, taken -> taken.runId().value()))
                .param("stepIds", column("uuid", steps, taken -> taken.step().id()))
                .param(
                        "nodes",
                        column("text", steps, taken -> value(taken.step().node())))
                .param(
                        "whats",
                        column(
                                "text",
                                steps,
                                taken -> taken.step().what().name().toLowerCase(Locale.ROOT)))
                .param(
                        "details",
                        column(
                                "text",
                                steps,
                                taken -> json.writeValueAsString(taken.step().detail())))
                .update();
    }

    /** Forgets a bounded number of steps from before {@code limit}, of runs under way too; how many. */
    int forgetBefore(Instant limit, int step) {
        return jdbc.sql("""
                DELETE FROM timeline WHERE (run_id, step_id) IN (
                    SELECT run_id, step_id FROM timeline WHERE at < :limit LIMIT :step)
                """)
                .param("limit", limit.atOffset(ZoneOffset.UTC))
                .param("step", step)
                .update();
    }

    /**
     * In their order, one more than {@code limit} when there are more.
     *
     * @param after position of the last one seen; null for the first page
     */
    public List<TimelineEntry> list(RunId runId, @Nullable Long after, int limit) {
        return jdbc.sql("""
                        SELECT position, at, node, what, detail FROM timeline
                        WHERE run_id = :runId AND position > :after ORDER BY position LIMIT :limit
                        """)
                .param("runId", runId.value())
                .param("after", after == null ? 0L : after)
                .param("limit", limit + 1)
                .query((row, _) -> new TimelineEntry(
                        row.getLong("position"),
                        row.getTimestamp("at").toInstant(),
                        row.getString("node"),
                        row.getString("what"),
                        json.readTree(row.getString("detail"))))
                .list();
    }

    private static @Nullable String value(@Nullable NodeId node) {
        return node == null ? null : node.value();
    }

    private static <T> SqlArrayValue column(String type, Collection<T> rows, Function<T, @Nullable Object> value) {
        return new SqlArrayValue(type, rows.stream().map(value).toArray());
    }
}
