package dev.concierge.event.replay;

import dev.concierge.event.history.ScanHistory.Place;
import dev.concierge.event.history.ScanHistory.Span;
import dev.concierge.event.replay.Replay.State;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Replays as the database has them. Whoever holds the lease of one, by its epoch, moves it. */
final class Replays {
    private final JdbcClient jdbc;

    Replays(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A replay that this process may move on, until somebody else has a higher epoch. */
    record Claimed(Replay replay, long epoch) {}

    void add(Replay replay) {
        jdbc.sql("""
                        INSERT INTO event_replays (replay_id, topic, guest, event_name, since, until, state, told,
                            failure, started_at, asked_by, lease_until, epoch)
                        VALUES (?, ?, ?, ?, ?, ?, 'running', 0, '', ?, ?, '-infinity', 0)""")
                .param(replay.replayId())
                .param(replay.topic())
                .param(replay.span().userId())
                .param(replay.span().name())
                .param(utc(replay.span().from()))
                .param(utc(replay.span().to()))
                .param(utc(replay.startedAt()))
                .param(replay.askedBy())
                .update();
    }

    int running() {
        return jdbc.sql("SELECT count(*) FROM event_replays WHERE state = 'running'")
                .query(Integer.class)
                .single();
    }

    Optional<Claimed> claim(Instant now, Instant until) {
        return jdbc.sql("""
                        UPDATE event_replays SET lease_until = ?, epoch = epoch + 1
                        WHERE replay_id = (
                            SELECT replay_id FROM event_replays WHERE state = 'running' AND lease_until <= ?
                            ORDER BY lease_until LIMIT 1 FOR UPDATE SKIP LOCKED)
                        RETURNING *""")
                .params(utc(until), utc(now))
                .query((row, number) -> new Claimed(replay(row, number), row.getLong("epoch")))
                .optional();
    }

    /** Keeps it before something is told; false when it was cancelled, or somebody else moves it. */
    boolean hold(Claimed claimed, Instant leaseUntil) {
        return jdbc.sql("""
                        UPDATE event_replays SET lease_until = ?
                        WHERE replay_id = ? AND epoch = ? AND state = 'running'""")
                        .params(utc(leaseUntil), claimed.replay().replayId(), claimed.epoch())
                        .update()
                == 1;
    }

    /** Notes what was told; false when it was cancelled, or somebody else moves it. */
    boolean advance(Claimed claimed, int told, Place last, Instant leaseUntil) {
        return jdbc.sql("""
                        UPDATE event_replays
                        SET told = told + ?, last_at = ?, last_id = ?, failure = '', lease_until = ?
                        WHERE replay_id = ? AND epoch = ? AND state = 'running'""")
                        .params(
                                told,
                                utc(last.at()),
                                last.id(),
                                utc(leaseUntil),
                                claimed.replay().replayId(),
                                claimed.epoch())
                        .update()
                == 1;
    }

    /** Leaves it until then. */
    void rest(Claimed claimed, String failure, Instant until) {
        jdbc.sql("UPDATE event_replays SET failure = ?, lease_until = ? WHERE replay_id = ? AND epoch = ?")
                .params(failure, utc(until), claimed.replay().replayId(), claimed.epoch())
                .update();
    }

    void end(Claimed claimed, Instant now) {
        jdbc.sql("""
                        UPDATE event_replays SET state = 'done', failure = '', ended_at = ?
                        WHERE replay_id = ? AND epoch = ? AND state = 'running'""")
                .params(utc(now), claimed.replay().replayId(), claimed.epoch())
                .update();
    }

    void cancel(UUID replayId, Instant now) {
        jdbc.sql("""
                        UPDATE event_replays SET state = 'cancelled', ended_at = ?
                        WHERE replay_id = ? AND state = 'running'""").params(utc(now), replayId).update();
    }

    Optional<Replay> find(UUID replayId) {
        return jdbc.sql("SELECT * FROM event_replays WHERE replay_id = ?")
                .param(replayId)
                .query(Replays::replay)
                .optional();
    }

    /** One more than the limit when there are more, the newest first. */
    List<Replay> list(UUID before, int limit) {
        return jdbc.sql("SELECT * FROM event_replays WHERE replay_id < ? ORDER BY replay_id DESC LIMIT ?")
                .params(before, limit + 1)
                .query(Replays::replay)
                .list();
    }

    void forgetBefore(Instant limit) {
        jdbc.sql("DELETE FROM event_replays WHERE ended_at < ?")
                .param(utc(limit))
                .update();
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }

    private static Replay replay(ResultSet row, int number) throws SQLException {
        @Nullable Instant lastAt = time(row, "last_at");
        return new Replay(
                row.getObject("replay_id", UUID.class),
                row.getString("topic"),
                new Span(
                        row.getString("guest"),
                        row.getString("event_name"),
                        row.getObject("since", OffsetDateTime.class).toInstant(),
                        row.getObject("until", OffsetDateTime.class).toInstant()),
                State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                row.getLong("told"),
                lastAt == null ? null : new Place(lastAt, row.getObject("last_id", UUID.class)),
                row.getString("failure"),
                row.getObject("started_at", OffsetDateTime.class).toInstant(),
                time(row, "ended_at"),
                row.getString("asked_by"));
    }

    private static @Nullable Instant time(ResultSet row, String column) throws SQLException {
        @Nullable OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
