package dev.concierge.journey.run.store;

import dev.concierge.journey.definition.JourneyId;
import dev.concierge.journey.definition.NodeId;
import dev.concierge.journey.engine.Run;
import dev.concierge.journey.engine.RunId;
import dev.concierge.journey.engine.RunState;
import dev.concierge.journey.engine.RunState.Exited;
import dev.concierge.journey.engine.RunState.Waiting;
import dev.concierge.journey.guest.UserId;
import dev.concierge.platform.message.Shard;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Repository;

/** Keeps runs; one statement per kind and batch. */
@Repository
public class Runs {
    /** Costs by the runs that are under way, not by all that ended or were promised: the first index knows only those. */
    static final String LOAD = """
            WITH named AS (SELECT * FROM unnest(:namedGuests, :namedIds) AS named (user_id, run_id))
            SELECT user_id, run_id, journey_id, version, causing_event_id, state, entry, NULL AS node, NULL AS reason,
                   created_at, NULL::timestamptz AS ended_at
            FROM runs WHERE user_id = ANY(:guests) AND status = 'waiting'
            UNION ALL
            SELECT user_id, run_id, journey_id, version, causing_event_id, state, entry, NULL, NULL, created_at, NULL
            FROM named JOIN runs USING (user_id, run_id) WHERE NOT (status = 'waiting' AND user_id = ANY(:guests))
            UNION ALL
            SELECT user_id, run_id, journey_id, version, causing_event_id, NULL, NULL, node, reason, created_at, ended_at
            FROM named JOIN ended_runs USING (user_id, run_id)
            ORDER BY created_at, run_id""";

    private static final String ALL = "SELECT *, NULL AS entry FROM all_runs ";

    private final JdbcClient jdbc;
    private final Replica replica;

    Runs(JdbcClient jdbc, Replica replica) {
        this.jdbc = jdbc;
        this.replica = replica;
    }

    /** The runs of these guests that are under way, and those that are named however they stand. */
    public List<Run> load(Collection<UserId> guests, Collection<RunOfGuest> named) {
        return jdbc.sql(LOAD)
                .param("guests", column("text", guests, UserId::value))
                .param("namedGuests", column("text", named, run -> run.userId().value()))
                .param("namedIds", column("uuid", named, run -> run.runId().value()))
                .query((row, _) -> run(row))
                .list();
    }

    /** Notes a run that was asked for and has not begun. */
    public void promise(Run run, Instant now) {
        insert(List.of(run), now);
    }

    /**
     * Keeps runs as they stand after a batch.
     *
     * @param begun those that were not kept before
     * @param entered those that began, and with what they began
     */
    public void save(Collection<Run> runs, Set<RunId> begun, Set<RunId> entered, Instant now) {
        List<Run> live = runs.stream().filter(run -> !run.hasExited()).toList();
        insert(live.stream().filter(run -> begun.contains(run.id())).toList(), now);
        move(live.stream().filter(run -> !begun.contains(run.id())).toList(), entered, now);
        end(runs.stream().filter(Run::hasExited).toList(), now);
    }

    private void insert(List<Run> runs, Instant now) {
        if (runs.isEmpty()) {
            return;
        }
        jdbc.sql("""
                INSERT INTO runs (user_id, run_id, journey_id, version, shard, causing_event_id, status, state, entry,
                                  created_at, updated_at)
                SELECT user_id, run_id, journey_id, version, shard, causing_event_id, status, state::jsonb, entry::jsonb,
                       :now, :now
                FROM unnest(:guests, :ids, :journeys, :versions, :shards, :causes, :statuses, :states, :entries)
                     AS begun (user_id, run_id, journey_id, version, shard, causing_event_id, status, state, entry)
                """)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("guests", column("text", runs, run -> run.userId().value()))
                .param("ids", column("uuid", runs, run -> run.id().value()))
                .param("journeys", column("text", runs, run -> run.journeyId().value()))
                .param("versions", column("int4", runs, Run::version))
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
                .param("states", column("text", runs, run -> RunStates.write(run.state())))
                .param("entries", column("text", runs, run -> entry(run.state())))
                .update();
    }

    /** What runs began with stays as it is; it is taken over from states of before that still hold it. */
    private void move(List<Run> runs, Set<RunId> entered, Instant now) {
        if (runs.isEmpty()) {
            return;
        }
        int moved = jdbc.sql("""
                UPDATE runs SET status = 'waiting', state = moved.state::jsonb, updated_at = :now,
                    entry = coalesce(moved.entry::jsonb, runs.entry,
                                     (runs.state #> '{state,memory}') - '{counted,values,jumps,goals,used}'::text[], '{}')
                FROM unnest(:guests, :ids, :states, :entries) AS moved (user_id, run_id, state, entry)
                WHERE runs.user_id = moved.user_id AND runs.run_id = moved.run_id
                """)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("guests", column("text", runs, run -> run.userId().value()))
                .param("ids", column("uuid", runs, run -> run.id().value()))
                .param("states", column("text", runs, run -> RunStates.write(run.state())))
                .param("entries", column("text", runs, run -> entered.contains(run.id()) ? entry(run.state()) : null))
                .update();
        if (moved != runs.size()) {
            throw new IllegalStateException("runs: " + moved + " moved (expected: " + runs.size() + ")");
        }
    }

    private void end(List<Run> runs, Instant now) {
        if (runs.isEmpty()) {
            return;
        }
        jdbc.sql("""
                WITH ended AS (
                         SELECT * FROM unnest(:guests, :ids, :journeys, :versions, :causes, :nodes, :reasons)
                             AS ended (user_id, run_id, journey_id, version, causing_event_id, node, reason)),
                     gone AS (
                         DELETE FROM runs USING ended
                         WHERE runs.user_id = ended.user_id AND runs.run_id = ended.run_id
                         RETURNING runs.run_id, created_at)
                INSERT INTO ended_runs (user_id, run_id, journey_id, version, causing_event_id, node, reason, created_at,
                                        ended_at)
                SELECT ended.*, coalesce(created_at, :now::timestamptz), :now
                FROM ended LEFT JOIN gone USING (run_id)
                """)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("guests", column("text", runs, run -> run.userId().value()))
                .param("ids", column("uuid", runs, run -> run.id().value()))
                .param("journeys", column("text", runs, run -> run.journeyId().value()))
                .param("versions", column("int4", runs, Run::version))
                .param("causes", column("uuid", runs, Run::cause))
                .param(
                        "nodes",
                        column(
                                "text",
                                runs,
                                run -> ((Exited) run.state()).node().value()))
                .param("reasons", column("text", runs, run -> ((Exited) run.state()).reason()))
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
                WITH runs_gone AS (DELETE FROM runs WHERE user_id = ANY(:guests)),
                     ended_gone AS (DELETE FROM ended_runs WHERE user_id = ANY(:guests)),
                     held_gone AS (DELETE FROM held_timers WHERE user_id = ANY(:guests)),
                     timers_gone AS (DELETE FROM timers WHERE user_id = ANY(:guests))
                DELETE FROM advances WHERE user_id = ANY(:guests)
                """).param("guests", column("text", guests, UserId::value)).update();
    }

    public @Nullable StoredRun find(RunId id) {
        return jdbc.sql(ALL + "WHERE run_id = :id")
                .param("id", id.value())
                .query((row, _) -> stored(row))
                .optional()
                .orElse(null);
    }

    /** The newest first, one more than {@code limit} when there are more. */
    public List<StoredRun> list(RunQuery query, @Nullable RunPosition after, int limit) {
        StringBuilder sql = new StringBuilder(ALL + "WHERE true");
        append(sql, query.userId(), " AND user_id = :guest");
        append(sql, query.journeyId(), " AND journey_id = :journey");
        append(sql, query.status(), " AND status = :status");
        append(sql, after, " AND (created_at, run_id) < (:createdAt, :runId)");
        JdbcClient.StatementSpec statement = replica.jdbc()
                .sql(sql.append(" ORDER BY created_at DESC, run_id DESC LIMIT :limit")
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
        return jdbc.sql("SELECT EXISTS (SELECT FROM runs WHERE journey_id = :journey)")
                .param("journey", journey.value())
                .query(Boolean.class)
                .single();
    }

    /** Forgets a bounded number of runs that ended before {@code limit}, with their timelines; how many. */
    int forgetEndedBefore(Instant limit, int step) {
        return jdbc.sql("""
                WITH gone AS (
                    DELETE FROM ended_runs WHERE (user_id, run_id) IN (
                        SELECT user_id, run_id FROM ended_runs WHERE ended_at < :limit LIMIT :step)
                    RETURNING user_id, run_id),
                steps_gone AS (
                    DELETE FROM advances USING gone
                    WHERE advances.user_id = gone.user_id AND advances.run_id = gone.run_id)
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
                state(row));
    }

    private static RunState state(ResultSet row) throws SQLException {
        Timestamp ended = row.getTimestamp("ended_at");
        return ended == null
                ? RunStates.read(row.getString("state"), row.getString("entry"))
                : new Exited(new NodeId(row.getString("node")), row.getString("reason"), ended.toInstant());
    }

    private static @Nullable String entry(RunState state) {
        return state instanceof Waiting waiting ? RunStates.writeEntry(waiting.memory()) : null;
    }

    private static <T> SqlArrayValue column(String type, Collection<T> rows, Function<T, @Nullable Object> value) {
        return new SqlArrayValue(type, rows.stream().map(value).toArray());
    }
}
