package dev.concierge.journey.run.store;

import dev.concierge.journey.definition.JourneyId;
import dev.concierge.journey.definition.NodeId;
import dev.concierge.journey.engine.Run;
import dev.concierge.journey.engine.RunId;
import dev.concierge.journey.engine.RunState;
import dev.concierge.journey.engine.RunState.Exited;
import dev.concierge.journey.engine.RunState.Pending;
import dev.concierge.journey.engine.RunState.Waiting;
import dev.concierge.journey.guest.UserId;
import dev.concierge.platform.message.Shard;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Repository;

/** Keeps runs; one statement per kind and batch. */
@Repository
public class Runs {
    /** Costs by the runs that are under way, not by all that were or were promised: the index knows only those. */
    static final String LOAD = """
            SELECT * FROM runs WHERE user_id = ANY(:guests) AND status = 'waiting'
            UNION ALL
            SELECT * FROM runs WHERE run_id = ANY(:ids) AND NOT (user_id = ANY(:guests) AND status = 'waiting')
            ORDER BY created_at, run_id""";

    static final String ANY_MOVING =
            """
            SELECT EXISTS (SELECT FROM (
                SELECT 1 FROM runs
                WHERE journey_id BETWEEN :journey AND :journey AND ended_at IS NULL
                ORDER BY journey_id LIMIT 1) first)
            """; // in the order of the index of live runs: by equality alone Postgres expects a hit soon and reads all

    private final JdbcClient jdbc;

    Runs(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The runs of these guests that are under way, and those of these ids however they stand. */
    public List<Run> load(Collection<UserId> guests, Collection<RunId> ids) {
        return jdbc.sql(LOAD)
                .param("guests", column("text", guests, UserId::value))
                .param("ids", column("uuid", ids, RunId::value))
                .query((row, _) -> run(row))
                .list();
    }

    public void save(Collection<Run> runs, Instant now) {
        if (runs.isEmpty()) {
            return;
        }
        jdbc.sql("""
                INSERT INTO runs (run_id, journey_id, version, user_id, shard, causing_event_id, status, node, state,
                                  created_at, updated_at, ended_at)
                SELECT run_id, journey_id, version, user_id, shard, causing_event_id, status, node, state::jsonb,
                       :now, :now, CASE WHEN status = 'exited' THEN :now::timestamptz END
                FROM unnest(:ids, :journeys, :versions, :guests, :shards, :causes, :statuses, :nodes, :states)
                     AS moved (run_id, journey_id, version, user_id, shard, causing_event_id, status, node, state)
                ON CONFLICT (run_id) DO UPDATE SET
                    status = excluded.status, node = excluded.node, state = excluded.state,
                    updated_at = excluded.updated_at, ended_at = excluded.ended_at
                """)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("ids", column("uuid", runs, run -> run.id().value()))
                .param("journeys", column("text", runs, run -> run.journeyId().value()))
                .param("versions", column("int4", runs, Run::version))
                .param("guests", column("text", runs, run -> run.userId().value()))
                .param(
                        "shards",
                        column(
                                "int2",
                                runs,
                                run -> Shard.of(run.userId().value()).number()))
                .param("causes", column("uuid", runs, Run::cause))
                .param(
                        "statuses",
                        column("text", runs, run -> Status.of(run.state()).written()))
                .param("nodes", column("text", runs, run -> node(run.state())))
                .param("states", column("text", runs, run -> RunStates.write(run.state())))
                .update();
    }

    /** Notes that the end of a run was asked for, so that its timers do not overtake the command. */
    public void endRequested(RunId id, Instant now) {
        jdbc.sql("""
                UPDATE runs SET cancel_requested_at = coalesce(cancel_requested_at, :now) WHERE run_id = :id
                """)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("id", id.value())
                .update();
    }

    /** Erases guests' runs with all that hangs on them. */
    public void erase(Collection<UserId> guests) {
        if (guests.isEmpty()) {
            return;
        }
        jdbc.sql("""
                WITH gone AS (DELETE FROM runs WHERE user_id = ANY(:guests) RETURNING run_id),
                     held_gone AS (DELETE FROM held_timers AS held USING gone WHERE held.run_id = gone.run_id),
                     timers_gone AS (DELETE FROM timers USING gone WHERE timers.run_id = gone.run_id)
                DELETE FROM timeline USING gone WHERE timeline.run_id = gone.run_id
                """).param("guests", column("text", guests, UserId::value)).update();
    }

    public @Nullable StoredRun find(RunId id) {
        return jdbc.sql("SELECT * FROM runs WHERE run_id = :id")
                .param("id", id.value())
                .query((row, _) -> stored(row))
                .optional()
                .orElse(null);
    }

    /** The newest first, one more than {@code limit} when there are more. */
    public List<StoredRun> list(RunQuery query, @Nullable RunPosition after, int limit) {
        StringBuilder sql = new StringBuilder("SELECT * FROM runs WHERE true");
        append(sql, query.userId(), " AND user_id = :guest");
        append(sql, query.journeyId(), " AND journey_id = :journey");
        append(sql, query.status(), " AND status = :status");
        append(sql, after, " AND (created_at, run_id) < (:createdAt, :runId)");
        JdbcClient.StatementSpec statement = jdbc.sql(sql.append(" ORDER BY created_at DESC, run_id DESC LIMIT :limit")
                        .toString())
                .param("limit", limit + 1);
        if (query.userId() != null) {
            statement = statement.param("guest", query.userId().value());
        }
        if (query.journeyId() != null) {
            statement = statement.param("journey", query.journeyId().value());
        }
        if (query.status() != null) {
            statement = statement.param("status", query.status().written());
        }
        if (after != null) {
            statement = statement
                    .param("createdAt", after.createdAt().atOffset(ZoneOffset.UTC))
                    .param("runId", after.runId().value());
        }
        return statement.query((row, _) -> stored(row)).list();
    }

    private static void append(StringBuilder sql, @Nullable Object filter, String condition) {
        if (filter != null) {
            sql.append(condition);
        }
    }

    public boolean anyMoving(JourneyId journey) {
        return jdbc.sql(ANY_MOVING)
                .param("journey", journey.value())
                .query(Boolean.class)
                .single();
    }

    /** Forgets a bounded number of runs that ended before {@code limit}, with their timelines; how many. */
    int forgetEndedBefore(Instant limit, int step) {
        return jdbc.sql("""
                WITH gone AS (
                    DELETE FROM runs WHERE run_id IN (
                        SELECT run_id FROM runs WHERE ended_at < :limit ORDER BY ended_at LIMIT :step)
                    RETURNING run_id),
                steps_gone AS (DELETE FROM timeline USING gone WHERE timeline.run_id = gone.run_id)
                SELECT count(*) FROM gone
                """)
                .param("limit", limit.atOffset(ZoneOffset.UTC))
                .param("step", step)
                .query(Integer.class)
                .single();
    }

    private static StoredRun stored(ResultSet row) throws SQLException {
        return new StoredRun(
                run(row),
                row.getTimestamp("created_at").toInstant(),
                row.getTimestamp("updated_at").toInstant());
    }

    private static Run run(ResultSet row) throws SQLException {
        return new Run(
                new RunId(row.getObject("run_id", UUID.class)),
                new JourneyId(row.getString("journey_id")),
                row.getInt("version"),
                new UserId(row.getString("user_id")),
                row.getObject("causing_event_id", UUID.class),
                RunStates.read(row.getString("state")));
    }

    private static @Nullable String node(RunState state) {
        return switch (state) {
            case Pending _ -> null;
            case Waiting waiting -> value(waiting.first().node());
            case Exited exited -> value(exited.node());
        };
    }

    private static String value(NodeId node) {
        return node.value();
    }

    private static <T> SqlArrayValue column(String type, Collection<T> rows, Function<T, @Nullable Object> value) {
        return new SqlArrayValue(type, rows.stream().map(value).toArray());
    }
}
