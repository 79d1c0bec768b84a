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
    /** Of data at once; one row more may begin below it. */
    private static final int MAX_BYTES = 8 * 1024 * 1024;

    /** A mark costs a transaction id; between marks only dead rows are scanned again. */
    private static final long BETWEEN_MARKS_NANOS = 500_000_000L;

    private final JdbcClient jdbc;
    private final Short[] shards;

    /** Below it no row can appear any more: only a hint that spares the scan over what vacuum has not removed yet. */
    private long floor;

    private long markedAt = System.nanoTime();
    private @Nullable Mark mark;

    OutboxRows(JdbcClient jdbc, Short[] shards) {
        this.jdbc = jdbc;
        this.shards = shards;
    }

    /** The next ones in order, as many as memory has room for however large they are, at least one. */
    List<OutboxRow> next(int limit) {
        Mark settled = settledMark();
        List<OutboxRow> rows = jdbc.sql("""
                SELECT seq, id, topic, key, type, data, traceparent, created_at FROM (
                    SELECT *, sum(octet_length(data)) OVER (ORDER BY seq) AS bytes FROM (
                        SELECT seq, id, topic, key, type, data, traceparent, created_at FROM platform.outbox
                        WHERE seq > ? AND shard = ANY (?) ORDER BY seq LIMIT ?) AS first) AS measured
                WHERE coalesce(bytes, 0) - coalesce(octet_length(data), 0) < ? ORDER BY seq
                """)
                .param(floor)
                .param(shards)
                .param(limit)
                .param(MAX_BYTES)
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

    /**
     * A mark whose numbers are settled: every transaction that held a number up to {@code seq} has ended. The
     * sequence is read before the mark's own transaction id is taken, and a transaction has its id before its number,
     * so all of them have lower ids. (A snapshot's xmax would not do: transactions may run above it.)
     */
    private @Nullable Mark settledMark() {
        if (mark != null) {
            return query("SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint") > mark.xid ? mark : null;
        }
        if (System.nanoTime() - markedAt > BETWEEN_MARKS_NANOS) {
            markedAt = System.nanoTime();
            long seq = query("SELECT last_value - CASE WHEN is_called THEN 0 ELSE 1 END FROM platform.outbox_seq");
            if (seq > floor) {
                mark = new Mark(seq, query("SELECT pg_current_xact_id()::text::bigint"));
            }
        }
        return null;
    }

    private long query(String sql) {
        return jdbc.sql(sql).query(Long.class).single();
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

    private record Mark(long seq, long xid) {}
}
