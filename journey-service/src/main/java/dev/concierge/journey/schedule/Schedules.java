package dev.concierge.journey.schedule;

import dev.concierge.journey.definition.JourneyId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Keeps when journeys are entered next, and how far an entering has come: whoever takes it up goes on from there. */
@Repository
class Schedules {
    private final JdbcClient jdbc;

    Schedules(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A live version that was not looked at yet. */
    record Live(JourneyId journeyId, int version) {}

    /** @param after the last guest of the entering under way; empty for none yet */
    record Due(JourneyId journeyId, int version, Instant time, String after) {}

    /** Each is looked at once: what has no schedule is kept too, as never due. */
    List<Live> unknown() {
        return jdbc.sql("""
                SELECT journey_id, live_version FROM journeys
                WHERE state = 'live'
                  AND NOT EXISTS (SELECT FROM schedules AS known
                                  WHERE known.journey_id = journeys.journey_id AND known.version = live_version)
                ORDER BY journey_id
                """)
                .query((row, _) -> new Live(new JourneyId(row.getString("journey_id")), row.getInt("live_version")))
                .list();
    }

    /**
     * An entering under way goes on by the version that it began with no more: the new one decides when is next.
     *
     * @param due null for never
     */
    void set(Live live, @Nullable Instant due) {
        jdbc.sql("""
                INSERT INTO schedules (journey_id, version, due_at, after_user, step_at)
                VALUES (:journey, :version, :due, '', 'epoch')
                ON CONFLICT (journey_id) DO UPDATE SET
                    version = excluded.version, due_at = excluded.due_at, after_user = '', step_at = excluded.step_at
                """)
                .param("journey", live.journeyId().value())
                .param("version", live.version())
                .param("due", written(due), Types.TIMESTAMP_WITH_TIMEZONE)
                .update();
    }

    /** The next one whose time has come. */
    Optional<Due> due(Instant now) {
        return jdbc.sql("""
                SELECT schedules.journey_id, schedules.version, due_at, after_user FROM schedules
                JOIN journeys USING (journey_id)
                WHERE due_at <= :now AND step_at <= :now AND state = 'live'
                ORDER BY step_at, journey_id LIMIT 1
                """)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query((row, _) -> due(row))
                .optional();
    }

    private static Due due(ResultSet row) throws SQLException {
        return new Due(
                new JourneyId(row.getString("journey_id")),
                row.getInt("version"),
                row.getTimestamp("due_at").toInstant(),
                row.getString("after_user"));
    }

    /** Locks it until the transaction ends; false when another pod has gone on with it meanwhile. */
    boolean lock(Due due) {
        return jdbc.sql("""
                SELECT 1 FROM schedules
                WHERE journey_id = :journey AND version = :version AND due_at = :time AND after_user = :after FOR UPDATE
                """)
                .param("journey", due.journeyId().value())
                .param("version", due.version())
                .param("time", due.time().atOffset(ZoneOffset.UTC))
                .param("after", due.after())
                .query(Integer.class)
                .optional()
                .isPresent();
    }

    /** @param step when the next guests may be taken in */
    void goOn(Due due, String after, Instant step) {
        jdbc.sql("UPDATE schedules SET after_user = :after, step_at = :step WHERE journey_id = :journey")
                .param("after", after)
                .param("step", step.atOffset(ZoneOffset.UTC))
                .param("journey", due.journeyId().value())
                .update();
    }

    /** @param next null when there is none left */
    void end(Due due, @Nullable Instant next) {
        jdbc.sql("UPDATE schedules SET due_at = :next, after_user = '' WHERE journey_id = :journey")
                .param("next", written(next), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("journey", due.journeyId().value())
                .update();
    }

    /** Guests who are known, by their ids. */
    List<String> guests(String after, int limit) {
        return jdbc.sql("""
                SELECT user_id FROM guests WHERE user_id > :after AND erased_at IS NULL ORDER BY user_id LIMIT :limit
                """)
                .param("after", after)
                .param("limit", limit)
                .query((row, _) -> row.getString("user_id"))
                .list();
    }

    private static @Nullable OffsetDateTime written(@Nullable Instant time) {
        return time == null ? null : time.atOffset(ZoneOffset.UTC);
    }
}
