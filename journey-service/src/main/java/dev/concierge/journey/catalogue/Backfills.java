package dev.concierge.journey.catalogue;

import dev.concierge.journey.definition.Definition;
import dev.concierge.journey.definition.Entry;
import dev.concierge.journey.definition.JourneyId;
import dev.concierge.platform.problem.InvalidInput;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.JsonNode;

/** Keeps how far the taking in of segments has come: whoever takes it up goes on from there. */
@Repository
public class Backfills {
    private static final String ENTERED = "segment.entered";

    private final JdbcClient jdbc;

    Backfills(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** One whose next members may be taken in. */
    public record Due(JourneyId journeyId, int version, String segmentId, Instant liveAt, String after) {}

    /** Begins anew when it is asked for again: whoever has been in is not taken in twice. */
    void ask(JourneyId journey, int version, Definition definition, Instant now) {
        jdbc.sql("""
                INSERT INTO backfills (journey_id, version, segment_id, asked_at)
                VALUES (:journey, :version, :segment, :now)
                ON CONFLICT (journey_id) DO UPDATE SET
                    version = excluded.version, segment_id = excluded.segment_id, asked_at = excluded.asked_at,
                    live_at = NULL, step_at = NULL, after = '', taken = 0, ended_at = NULL
                """)
                .param("journey", journey.value())
                .param("version", version)
                .param("segment", segment(definition))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    private static String segment(Definition definition) {
        Entry entry = definition.entry();
        JsonNode segment = entry == null || !entry.on().equals(ENTERED)
                ? null
                : entry.attributes().get("segmentId");
        if (segment == null || !segment.isString()) {
            throw new InvalidInput(
                    "/backfill", "true", "only of a version that " + ENTERED + " with a segmentId takes guests into");
        }
        return segment.stringValue();
    }

    Optional<Backfill> find(JourneyId journey) {
        return jdbc.sql("SELECT * FROM backfills WHERE journey_id = ?")
                .param(journey.value())
                .query((row, _) -> new Backfill(
                        row.getString("journey_id"),
                        row.getInt("version"),
                        row.getString("segment_id"),
                        instant(row, "live_at"),
                        row.getLong("taken"),
                        instant(row, "ended_at")))
                .optional();
    }

    /** Notes those whose version has turned live: who comes from now on is told by event-service, which listens. */
    public void notice(Instant now, Duration after) {
        jdbc.sql("""
                UPDATE backfills SET live_at = :now, step_at = :step FROM journeys
                WHERE journeys.journey_id = backfills.journey_id AND state = 'live' AND live_version = backfills.version
                  AND live_at IS NULL AND ended_at IS NULL
                """)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("step", now.plus(after).atOffset(ZoneOffset.UTC))
                .update();
    }

    /** The next one that may go on. */
    public Optional<Due> due(Instant now) {
        return jdbc.sql("""
                SELECT backfills.* FROM backfills JOIN journeys USING (journey_id)
                WHERE ended_at IS NULL AND step_at <= :now AND state = 'live' AND live_version = backfills.version
                ORDER BY step_at, journey_id LIMIT 1
                """)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query((row, _) -> new Due(
                        new JourneyId(row.getString("journey_id")),
                        row.getInt("version"),
                        row.getString("segment_id"),
                        row.getTimestamp("live_at").toInstant(),
                        row.getString("after")))
                .optional();
    }

    /** Locks it until the transaction ends; false when another pod has gone on with it, or it began anew. */
    public boolean lock(Due due) {
        return jdbc.sql("""
                SELECT 1 FROM backfills
                WHERE journey_id = :journey AND version = :version AND live_at = :live AND after = :after
                  AND ended_at IS NULL FOR UPDATE
                """)
                .param("journey", due.journeyId().value())
                .param("version", due.version())
                .param("live", due.liveAt().atOffset(ZoneOffset.UTC))
                .param("after", due.after())
                .query(Integer.class)
                .optional()
                .isPresent();
    }

    /** @param asked how many more guests were asked in */
    public void goOn(Due due, String after, int asked, Instant step) {
        jdbc.sql("""
                UPDATE backfills SET after = :after, taken = taken + :asked, step_at = :step
                WHERE journey_id = :journey
                """)
                .param("after", after)
                .param("asked", asked)
                .param("step", step.atOffset(ZoneOffset.UTC))
                .param("journey", due.journeyId().value())
                .update();
    }

    public void end(Due due, int asked, Instant now) {
        jdbc.sql("UPDATE backfills SET taken = taken + :asked, ended_at = :now WHERE journey_id = :journey")
                .param("asked", asked)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("journey", due.journeyId().value())
                .update();
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp time = row.getTimestamp(column);
        return time == null ? null : time.toInstant();
    }
}
