package dev.concierge.platform.outbox;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The publishable rows of one shard group. Visible means publishable: for one key a later row cannot be visible
 * before an earlier one, because both were written under the same row lock.
 */
final class OutboxRows {
    private final JdbcClient jdbc;
    private final Short[] shards;

    private long floor;
    private @Nullable Mark mark;

    OutboxRows(JdbcClient jdbc, Short[] shards) {
        this.jdbc = jdbc;
        this.shards = shards;
    }

    List<OutboxRow> next(int limit) {
        Mark settled = settledMark();
        List<OutboxRow> rows = jdbc.sql("""
                SELECT seq, id, topic, key, type, data, traceparent, created_at FROM platform.outbox
                WHERE seq > ? AND shard = ANY (?) ORDER BY seq LIMIT ?
                """)
                .param(floor)
                .param(shards)
                .param(limit)
                .query(OutboxRows::row)
                .list();
        if (settled != null) {
            floor = Math.max(
                    floor,
                    rows.isEmpty()
                            ? settled.seq
                            : Math.min(settled.seq, rows.getFirst().seq() - 1));
            mark = null;
        }
        return rows;
    }

    void delete(List<OutboxRow> rows) {
        jdbc.sql("DELETE FROM platform.outbox WHERE seq = ANY (?)")
                .param(rows.stream().map(OutboxRow::seq).toArray(Long[]::new))
                .update();
    }

    /** Below it no row can appear any more: only a hint that spares the scan over what vacuum has not removed yet. */
    long floor() {
        return floor;
    }

    /**
     * A mark whose numbers are settled: every transaction that held a number up to {@code seq} has ended. The
     * sequence is read before the snapshot is taken, and a transaction has its id before its number, so all of them
     * are below {@code xmax}.
     */
    private @Nullable Mark settledMark() {
        if (mark == null) {
            long seq = jdbc.sql("SELECT last_value - CASE WHEN is_called THEN 0 ELSE 1 END FROM platform.outbox_seq")
                    .query(Long.class)
                    .single();
            mark = new Mark(seq, snapshot("xmax"));
            return null;
        }
        return snapshot("xmin") >= mark.xmax ? mark : null;
    }

    private long snapshot(String bound) {
        return jdbc.sql("SELECT pg_snapshot_" + bound + "(pg_current_snapshot())::text::bigint")
                .query(Long.class)
                .single();
    }

    private static OutboxRow row(ResultSet row, int index) throws SQLException {
        return new OutboxRow(
                row.getLong("seq"),
                row.getObject("id", UUID.class),
                row.getString("topic"),
                row.getString("key"),
                row.getString("type"),
                row.getBytes("data"),
                row.getString("traceparent"),
                row.getTimestamp("created_at").toInstant());
    }

    private record Mark(long seq, long xmax) {}
}
