package dev.concierge.platform.consumer;

import dev.concierge.platform.input.Numbers;
import dev.concierge.platform.message.Shard;
import dev.concierge.platform.paging.Cursor;
import dev.concierge.platform.paging.Page;
import dev.concierge.platform.paging.PageRequest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Messages that never came: their partitions stand still until an operator says that they are lost. */
final class Gaps {
    private final JdbcClient jdbc;

    Gaps(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Notes a gap for the operators; true when it is a new one. */
    boolean note(String subscription, NumberGap gap) {
        return jdbc.sql("""
                INSERT INTO platform.consumer_gap
                    (subscription, outbox, source, topic, partition, shard, expected, found)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
                """)
                        .params(
                                subscription,
                                gap.found().outbox(),
                                gap.message().source(),
                                gap.message().topic(),
                                gap.message().partition(),
                                Shard.of(gap.message().key()).number(),
                                gap.expected(),
                                gap.found().number())
                        .update()
                == 1;
    }

    /** The newest first, those that are settled, too. */
    Page<GapView> list(PageRequest page) {
        Long before = page.after(Numbers::count);
        List<GapView> rows = jdbc.sql("SELECT * FROM platform.consumer_gap WHERE id < ? ORDER BY id DESC LIMIT ?")
                .params(before == null ? Long.MAX_VALUE : before, page.limit() + 1)
                .query(Gaps::view)
                .list();
        return Page.of(rows, page, view -> Cursor.of(view.id()));
    }

    /**
     * Lets the partition go on behind the gap: its next message may have any higher number.
     *
     * @return how many of these gaps held one up
     */
    int accept(List<Long> ids, String reason, String operator) {
        return jdbc.sql("""
                WITH accepted AS (
                    UPDATE platform.consumer_gap SET accepted_at = now(), accepted_by = ?, reason = ?
                    WHERE id = ANY (?) AND accepted_at IS NULL
                    RETURNING subscription, outbox, topic, shard)
                UPDATE platform.consumed_number AS known SET torn = true FROM accepted
                WHERE known.subscription = accepted.subscription AND known.outbox = accepted.outbox
                  AND known.topic = accepted.topic AND known.shard = accepted.shard
                """).params(operator, reason, ids.toArray(Long[]::new)).update();
    }

    /** How many hold a partition up. */
    long open() {
        return jdbc.sql("""
                SELECT count(*) FROM platform.consumer_gap AS gap JOIN platform.consumed_number AS known
                    USING (subscription, outbox, topic, shard)
                WHERE gap.accepted_at IS NULL AND known.number < gap.expected AND NOT known.torn
                """).query(Long.class).single();
    }

    private static GapView view(ResultSet row, int index) throws SQLException {
        Timestamp acceptedAt = row.getTimestamp("accepted_at");
        return new GapView(
                row.getLong("id"),
                row.getString("subscription"),
                row.getString("source"),
                row.getString("topic"),
                row.getInt("partition"),
                row.getInt("shard"),
                row.getLong("expected"),
                row.getLong("found"),
                row.getTimestamp("noticed_at").toInstant(),
                acceptedAt == null ? null : acceptedAt.toInstant(),
                row.getString("accepted_by"),
                row.getString("reason"));
    }

    /**
     * A gap as operators see it.
     *
     * @param expected the number of the first message that is missing
     * @param found the number of the first one that is there
     * @param acceptedAt null while it holds its partition up
     */
    record GapView(
            long id,
            String subscription,
            String source,
            String topic,
            int partition,
            int shard,
            long expected,
            long found,
            Instant noticedAt,
            @Nullable Instant acceptedAt,
            @Nullable String acceptedBy,
            @Nullable String reason) {}
}
