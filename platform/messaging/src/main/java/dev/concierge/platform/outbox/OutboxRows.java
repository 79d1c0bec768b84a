package dev.concierge.platform.outbox;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * The publishable rows of one shard group. Visible means publishable: for one key a later row cannot be visible
 * before an earlier one, because both were written under the same row lock.
 */
final class OutboxRows {
    /** Of data at once; one row more may begin below it. */
    private static final int MAX_BYTES = 8 * 1024 * 1024;

    private static final TypeReference<Map<String, String>> HEADERS = new TypeReference<>() {};

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

    /**
     * The next ones in order, as many as memory has room for however large they are, at least one.
     *
     * @param published which are not to be read again though they are still there
     * @param held topics whose rows have to wait
     */
    List<OutboxRow> next(int limit, List<OutboxRow> published, Collection<String> held) {
        Mark settled = settledMark();
        List<OutboxRow> rows = jdbc.sql("""
                SELECT seq, shard, id, topic, key, type, data, traceparent, headers, created_at FROM (
                    SELECT *, sum(octet_length(data)) OVER (ORDER BY seq) AS bytes FROM (
                        SELECT * FROM platform.outbox
                        WHERE seq > ? AND shard = ANY (?) AND seq <> ALL (?) AND topic <> ALL (?)
                        ORDER BY seq LIMIT ?) AS first) AS measured
                WHERE coalesce(bytes, 0) - coalesce(octet_length(data), 0) < ? ORDER BY seq
                """)
                .param(floor)
                .param(shards)
                .param(seqs(published))
                .param(held.toArray(String[]::new))
                .param(limit)
                .param(MAX_BYTES)
                .query(OutboxRows::row)
                .list();
        if (settled != null) {
            mark = null;
            if (held.isEmpty()) {
                long first = Stream.concat(published.stream(), rows.stream())
                        .mapToLong(OutboxRow::seq)
                        .min()
                        .orElse(Long.MAX_VALUE);
                floor = Math.max(floor, Math.min(settled.seq, first - 1));
            }
        }
        return rows;
    }

    void delete(List<OutboxRow> rows) {
        jdbc.sql("DELETE FROM platform.outbox WHERE seq = ANY (?)")
                .param(seqs(rows))
                .update();
    }

    static Long[] seqs(List<OutboxRow> rows) {
        return rows.stream().map(OutboxRow::seq).toArray(Long[]::new);
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

    static OutboxRow row(ResultSet row, int index) throws SQLException {
        return new OutboxRow(
                row.getLong("seq"),
                row.getShort("shard"),
                row.getObject("id", UUID.class),
                row.getString("topic"),
                row.getString("key"),
                row.getString("type"),
                row.getBytes("data"),
                row.getString("traceparent"),
                headers(row.getString("headers")),
                row.getTimestamp("created_at").toInstant(),
                null);
    }

    private static Map<String, String> headers(@Nullable String json) {
        return json == null ? Map.of() : JsonMapper.shared().readValue(json, HEADERS);
    }

    private record Mark(long seq, long xid) {}
}
