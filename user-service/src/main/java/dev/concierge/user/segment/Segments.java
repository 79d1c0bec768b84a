package dev.concierge.user.segment;

import dev.concierge.platform.message.Shard;
import dev.concierge.platform.problem.Fact;
import dev.concierge.platform.problem.FieldError;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** The definitions of all segments, and in which shards guests are still being held against them. */
@Repository
class Segments {
    private static final UUID NOBODY = new UUID(0, 0);

    private final JdbcClient jdbc;
    private final JsonMapper json;

    Segments(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    int count() {
        return jdbc.sql("SELECT count(*) FROM segments").query(Integer.class).single();
    }

    /** @throws SegmentExists when the id is taken */
    void add(Segment segment) {
        try {
            jdbc.sql("""
                    INSERT INTO segments (segment_id, name, rule, version, created_at, changed_at)
                    VALUES (:id, :name, :rule::jsonb, :version, :created, :changed)
                    """)
                    .param("id", segment.id().value())
                    .param("name", segment.name())
                    .param("rule", json.writeValueAsString(segment.rule()))
                    .param("version", segment.version())
                    .param("created", segment.createdAt().atOffset(ZoneOffset.UTC))
                    .param("changed", segment.changedAt().atOffset(ZoneOffset.UTC))
                    .update();
        } catch (DuplicateKeyException taken) {
            throw new SegmentExists(segment.id());
        }
    }

    void replace(Segment segment) {
        jdbc.sql("""
                UPDATE segments SET name = :name, rule = :rule::jsonb, version = :version, changed_at = :changed,
                    ending = :ending
                WHERE segment_id = :id
                """)
                .param("id", segment.id().value())
                .param("name", segment.name())
                .param("rule", json.writeValueAsString(segment.rule()))
                .param("version", segment.version())
                .param("changed", segment.changedAt().atOffset(ZoneOffset.UTC))
                .param("ending", segment.ending())
                .update();
    }

    /** One that is not on its way out. */
    Optional<Segment> find(SegmentId id) {
        return jdbc.sql("SELECT * FROM segments WHERE segment_id = ? AND NOT ending")
                .param(id.value())
                .query(this::segment)
                .optional();
    }

    /** The same, locked until the transaction ends. */
    Optional<Segment> findForChange(SegmentId id) {
        return jdbc.sql("SELECT * FROM segments WHERE segment_id = ? AND NOT ending FOR NO KEY UPDATE")
                .param(id.value())
                .query(this::segment)
                .optional();
    }

    List<Segment> list(@Nullable String after, int limit) {
        return jdbc.sql("""
                SELECT * FROM segments WHERE NOT ending AND segment_id > ? ORDER BY segment_id LIMIT ?
                """)
                .param(after == null ? "" : after)
                .param(limit)
                .query(this::segment)
                .list();
    }

    /** All, those on their way out included. */
    List<Segment> all() {
        return jdbc.sql("SELECT * FROM segments ORDER BY segment_id")
                .query(this::segment)
                .list();
    }

    /** What tells, of one segment, whether its rule is still the one that was read. */
    record Stamp(SegmentId id, int version, Instant createdAt, boolean ending) {
        static Stamp of(Segment segment) {
            return new Stamp(segment.id(), segment.version(), segment.createdAt(), segment.ending());
        }
    }

    /** Of all, in the same order. */
    List<Stamp> stamps() {
        return jdbc.sql("SELECT segment_id, version, created_at, ending FROM segments ORDER BY segment_id")
                .query((row, _) -> new Stamp(
                        new SegmentId(row.getString("segment_id")),
                        row.getInt("version"),
                        instant(row, "created_at"),
                        row.getBoolean("ending")))
                .list();
    }

    /** Lets every guest be held against the segment, from the first on. */
    void sweep(SegmentId id) {
        jdbc.sql("""
                INSERT INTO segment_sweeps (segment_id, shard, done_to)
                SELECT :id, shard, :nobody FROM generate_series(0, :last) AS shard
                ON CONFLICT (segment_id, shard) DO UPDATE SET done_to = excluded.done_to
                """)
                .param("id", id.value())
                .param("nobody", NOBODY)
                .param("last", Shard.COUNT - 1)
                .update();
    }

    private Segment segment(ResultSet row, int number) throws SQLException {
        return new Segment(
                new SegmentId(row.getString("segment_id")),
                row.getString("name"),
                json.readTree(row.getString("rule")),
                row.getInt("version"),
                instant(row, "created_at"),
                instant(row, "changed_at"),
                row.getBoolean("ending"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getTimestamp(column).toInstant();
    }

    /** The id is in use, maybe by a segment whose last members are on their way out. */
    private static final class SegmentExists extends Fact {
        SegmentExists(SegmentId id) {
            super(
                    Kind.CONFLICT,
                    "segment-exists",
                    "There is a segment " + id + " already.",
                    List.of(new FieldError("/segmentId", id + " (expected: an id that no other segment has)")));
        }
    }
}
