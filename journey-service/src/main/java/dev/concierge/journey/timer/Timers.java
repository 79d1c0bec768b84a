package dev.concierge.journey.timer;

import dev.concierge.journey.definition.JourneyId;
import dev.concierge.journey.engine.RunId;
import dev.concierge.journey.guest.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Repository;

/** Keeps timers; one statement per kind and batch. Shards are probed one by one, each at its own end of the index. */
@Repository
public class Timers {
    private final JdbcClient jdbc;
    private final DueTimes dueTimes;

    Timers(JdbcClient jdbc, DueTimes dueTimes) {
        this.jdbc = jdbc;
        this.dueTimes = dueTimes;
    }

    public void add(Collection<Timer> timers) {
        if (timers.isEmpty()) {
            return;
        }
        jdbc.sql("""
                INSERT INTO timers (user_id, shard, due_at, run_id, visit)
                SELECT * FROM unnest(:guests, :shards, :dueAts, :runIds, :visits)
                ON CONFLICT DO NOTHING
                """)
                .param("guests", column("text", timers, timer -> timer.userId().value()))
                .param("shards", column("int2", timers, Timer::shard))
                .param(
                        "dueAts",
                        column("timestamptz", timers, timer -> timer.dueAt().atOffset(ZoneOffset.UTC)))
                .param("runIds", column("uuid", timers, timer -> timer.runId().value()))
                .param("visits", column("int4", timers, Timer::visit))
                .update();
        timers.forEach(timer -> dueTimes.added(timer.shard(), timer.dueAt()));
    }

    public void cancel(Collection<CancelledTimer> timers) {
        if (timers.isEmpty()) {
            return;
        }
        jdbc.sql("""
                WITH cancelled AS (
                         SELECT * FROM unnest(:guests, :runIds, :visits) AS cancelled (user_id, run_id, visit)),
                     no_longer_held AS (
                         DELETE FROM held_timers AS held USING cancelled
                         WHERE held.user_id = cancelled.user_id AND held.run_id = cancelled.run_id
                           AND held.visit = cancelled.visit)
                DELETE FROM timers USING cancelled
                WHERE timers.user_id = cancelled.user_id AND timers.run_id = cancelled.run_id
                  AND timers.visit = cancelled.visit
                """)
                .param("guests", column("text", timers, timer -> timer.userId().value()))
                .param("runIds", column("uuid", timers, timer -> timer.runId().value()))
                .param("visits", column("int4", timers, CancelledTimer::visit))
                .update();
    }

    /** Puts timers aside; their journey is paused, and locked so that it cannot go on meanwhile. */
    public void hold(Collection<HeldTimer> held) {
        if (held.isEmpty()) {
            return;
        }
        jdbc.sql("""
                INSERT INTO held_timers (user_id, journey_id, shard, due_at, run_id, visit)
                SELECT * FROM unnest(:guests, :journeys, :shards, :dueAts, :runIds, :visits)
                ON CONFLICT DO NOTHING
                """)
                .param(
                        "guests",
                        column("text", held, one -> one.timer().userId().value()))
                .param("journeys", column("text", held, one -> one.journeyId().value()))
                .param("shards", column("int2", held, one -> one.timer().shard()))
                .param(
                        "dueAts",
                        column("timestamptz", held, one -> one.timer().dueAt().atOffset(ZoneOffset.UTC)))
                .param("runIds", column("uuid", held, one -> one.timer().runId().value()))
                .param("visits", column("int4", held, one -> one.timer().visit()))
                .update();
    }

    /**
     * Takes up what was put aside for a journey, spread over a time so that nobody is overrun; how many. A guest's runs
     * stay where they fall by the hash of their ids.
     */
    public int resume(JourneyId journey, Instant from, Duration over) {
        return jdbc.sql("""
                WITH taken AS (DELETE FROM held_timers WHERE journey_id = :journey RETURNING *)
                INSERT INTO timers (user_id, shard, due_at, run_id, visit)
                SELECT user_id, shard, :from + (hashtextextended(run_id::text, 0) & 1023) * :over * interval '1 ms' / 1024,
                       run_id, visit
                FROM taken ON CONFLICT DO NOTHING
                """)
                .param("journey", journey.value())
                .param("from", from.atOffset(ZoneOffset.UTC))
                .param("over", over.toMillis())
                .update();
    }

    /**
     * One shard after the other until there are enough: what waits in the others is not read. A timer that fell due
     * after its run's end was asked for waits for that.
     */
    static final String TAKE = """
            WITH due AS (
                SELECT timer.*
                FROM unnest(:shards::int2[], :untils::timestamptz[]) AS owned (shard, until)
                CROSS JOIN LATERAL (
                    SELECT user_id, run_id, visit FROM timers
                    WHERE timers.shard = owned.shard AND due_at <= owned.until
                      AND NOT EXISTS (SELECT FROM runs
                                      WHERE runs.user_id = timers.user_id AND runs.run_id = timers.run_id
                                        AND cancel_requested_at <= due_at)
                    ORDER BY due_at LIMIT :limit) AS timer
                LIMIT :limit),
            taken AS (
                DELETE FROM timers USING due
                WHERE timers.user_id = due.user_id AND timers.run_id = due.run_id AND timers.visit = due.visit
                RETURNING timers.*)
            SELECT * FROM taken ORDER BY due_at, run_id, visit""";

    /**
     * Removes up to {@code limit} timers that may fire, the oldest of each shard first.
     *
     * @param openings of the shards, in the order in which they have their turn
     */
    List<DueTimer> take(SequencedMap<Integer, Gate.Opening> openings, int limit) {
        return jdbc.sql(TAKE)
                .param("shards", column("int2", openings.keySet(), shard -> shard))
                .param("untils", column("timestamptz", openings.values(), opening -> written(opening.until())))
                .param("limit", limit)
                .query((row, _) -> timer(row, openings))
                .list();
    }

    /** Before everything that Postgres can hold is before every timer. */
    private static OffsetDateTime written(Instant until) {
        return (until.isBefore(Instant.EPOCH) ? Instant.EPOCH : until).atOffset(ZoneOffset.UTC);
    }

    private static DueTimer timer(ResultSet row, Map<Integer, Gate.Opening> openings) throws SQLException {
        Instant dueAt = row.getTimestamp("due_at").toInstant();
        int shard = row.getInt("shard");
        Gate.Opening opening = Objects.requireNonNull(openings.get(shard), () -> "shard " + shard);
        return new DueTimer(
                new RunId(row.getObject("run_id", UUID.class)),
                new UserId(row.getString("user_id")),
                row.getInt("visit"),
                dueAt,
                opening.isBlind(dueAt));
    }

    /** When the next timer of each of these shards is due; shards without timers are missing. */
    Map<Integer, Instant> next(Collection<Integer> shards) {
        Map<Integer, Instant> next = new HashMap<>();
        jdbc.sql("""
                SELECT owned.shard, timer.due_at
                FROM unnest(:shards) AS owned (shard)
                CROSS JOIN LATERAL (
                    SELECT due_at FROM timers
                    WHERE timers.shard = owned.shard
                      AND NOT EXISTS (SELECT FROM runs
                                      WHERE runs.user_id = timers.user_id AND runs.run_id = timers.run_id
                                        AND cancel_requested_at <= due_at)
                    ORDER BY due_at LIMIT 1) AS timer
                """)
                .param("shards", new SqlArrayValue("int2", shards.toArray()))
                .query(row -> {
                    next.put(row.getInt("shard"), row.getTimestamp("due_at").toInstant());
                });
        return next;
    }

    private static <T> SqlArrayValue column(String type, Collection<T> rows, Function<T, Object> value) {
        return new SqlArrayValue(type, rows.stream().map(value).toArray());
    }
}
