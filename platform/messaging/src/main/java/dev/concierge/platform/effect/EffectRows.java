package dev.concierge.platform.effect;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Requested effects, by the database's clock. */
final class EffectRows {
    private final JdbcClient jdbc;

    EffectRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(List<Requested> effects) {
        jdbc.sql("""
                INSERT INTO platform.effect (kind, id, key, payload, traceparent)
                SELECT * FROM unnest(?::text[], ?::uuid[], ?::text[], ?::bytea[], ?::text[]) ON CONFLICT DO NOTHING
                """)
                .param(effects.stream().map(Requested::kind).toArray(String[]::new))
                .param(effects.stream().map(Requested::id).toArray(UUID[]::new))
                .param(effects.stream().map(Requested::key).toArray(String[]::new))
                .param(effects.stream().map(Requested::payload).toArray(byte[][]::new))
                .param(effects.stream().map(Requested::traceparent).toArray(String[]::new))
                .update();
    }

    /**
     * Claims up to {@code limit} due effects of a kind; each counts as an attempt from now on. Materialized, because
     * a subquery with LIMIT and SKIP LOCKED may be run once per row and then claims more.
     */
    List<EffectRow> claim(String kind, int limit, Duration claim) {
        return jdbc.sql("""
                WITH due AS MATERIALIZED (
                    SELECT id FROM platform.effect WHERE kind = ? AND next_attempt_at <= clock_timestamp()
                    ORDER BY next_attempt_at LIMIT ? FOR UPDATE SKIP LOCKED)
                UPDATE platform.effect AS claimed
                SET attempts = attempts + 1, next_attempt_at = clock_timestamp() + ? * interval '1 ms',
                    first_attempt_at = coalesce(first_attempt_at, clock_timestamp())
                FROM due WHERE claimed.kind = ? AND claimed.id = due.id
                RETURNING claimed.id, key, payload, traceparent, attempts,
                    extract(epoch FROM clock_timestamp() - first_attempt_at) * 1000 AS age
                """)
                .param(kind)
                .param(limit)
                .param(claim.toMillis())
                .param(kind)
                .query((row, index) -> new EffectRow(
                        row.getObject("id", UUID.class),
                        row.getString("key"),
                        row.getBytes("payload"),
                        row.getString("traceparent"),
                        row.getInt("attempts"),
                        Duration.ofMillis(row.getLong("age"))))
                .list();
    }

    /** Removes an effect that this claim still holds; false when another worker has it by now. */
    boolean complete(String kind, EffectRow row) {
        return jdbc.sql("DELETE FROM platform.effect WHERE kind = ? AND id = ? AND attempts = ?")
                        .params(kind, row.id(), row.attempt())
                        .update()
                == 1;
    }

    void retry(String kind, EffectRow row, Duration wait, String error) {
        jdbc.sql("""
                UPDATE platform.effect SET next_attempt_at = clock_timestamp() + ? * interval '1 ms', last_error = ?
                WHERE kind = ? AND id = ? AND attempts = ?
                """)
                .params(wait.toMillis(), error, kind, row.id(), row.attempt())
                .update();
    }

    long pending(String kind) {
        return jdbc.sql("SELECT count(*) FROM (SELECT FROM platform.effect WHERE kind = ? LIMIT 100000) AS pending")
                .param(kind)
                .query(Long.class)
                .single();
    }

    record Requested(
            UUID id,
            String kind,
            String key,
            byte[] payload,
            @Nullable String traceparent) {}
}
