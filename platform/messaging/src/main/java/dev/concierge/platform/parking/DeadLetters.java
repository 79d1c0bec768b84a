package dev.concierge.platform.parking;

import dev.concierge.platform.input.Numbers;
import dev.concierge.platform.input.Times;
import dev.concierge.platform.paging.Cursor;
import dev.concierge.platform.paging.Page;
import dev.concierge.platform.paging.PageRequest;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What operators see of the queue of parked messages, and what they decide about it. */
public final class DeadLetters {
    private final JdbcClient jdbc;

    public DeadLetters(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param after seq of the last one seen; null for the first page */
    public Page<DeadLetterView> list(PageRequest page) {
        Long after = page.after(Numbers::count);
        List<DeadLetterView> rows = jdbc.sql("""
                SELECT seq, subscription, topic, partition, message_offset, work, key, id, type, cause,
                    attempts, parked_at, redrive_requested_at IS NOT NULL AS redrive_requested
                FROM platform.parked_message WHERE seq > ? ORDER BY seq LIMIT ?
                """)
                .param(after == null ? 0 : after)
                .param(page.limit() + 1)
                .query((row, _) -> new DeadLetterView(
                        row.getLong("seq"),
                        row.getString("subscription"),
                        row.getString("topic"),
                        row.getObject("partition", Integer.class),
                        row.getObject("message_offset", Long.class),
                        row.getString("work"),
                        row.getString("key"),
                        row.getString("id"),
                        row.getString("type"),
                        row.getString("cause"),
                        row.getInt("attempts"),
                        row.getTimestamp("parked_at").toInstant(),
                        row.getBoolean("redrive_requested")))
                .list();
        return Page.of(rows, page, view -> Cursor.of(view.seq()));
    }

    /**
     * Asks the owners of these keys to run what is parked for them again, in order.
     *
     * @return how much is on its way
     */
    public int requestRedrive(List<String> keys) {
        return jdbc.sql("UPDATE platform.parked_message SET redrive_requested_at = now() WHERE key = ANY (?)")
                .param(keys.toArray(String[]::new))
                .update();
    }

    /**
     * Removes what can never take effect; what waits behind it stays.
     *
     * @return how many of these were still parked
     */
    public int discard(List<Long> seqs, String reason, String operator) {
        return remove(jdbc, "cause", "seq = ANY (?)", List.of((Object) seqs.toArray(Long[]::new)), reason, operator);
    }

    /** The newest first. */
    public Page<RemovedLetterView> removed(PageRequest page) {
        Removal after = page.after(2, Removal::of);
        List<RemovedLetterView> rows = jdbc.sql("""
                SELECT * FROM platform.parked_removal
                WHERE (removed_at, seq) < (coalesce(?::timestamptz, 'infinity'), ?) ORDER BY removed_at DESC, seq DESC LIMIT ?
                """)
                .params(Arrays.asList(
                        after == null ? null : after.at().toString(),
                        after == null ? Long.MAX_VALUE : after.seq(),
                        page.limit() + 1))
                .query((row, _) -> new RemovedLetterView(
                        row.getLong("seq"),
                        row.getString("subscription"),
                        row.getString("key"),
                        row.getString("id"),
                        row.getString("type"),
                        row.getString("cause"),
                        row.getTimestamp("parked_at").toInstant(),
                        row.getString("reason"),
                        row.getString("removed_by"),
                        row.getTimestamp("removed_at").toInstant()))
                .list();
        return Page.of(rows, page, view -> Cursor.of(view.removedAt(), view.seq()));
    }

    /** Removes what is somebody's who is erased; without its cause, in which words of theirs may be. */
    static int erase(JdbcClient jdbc, String condition, List<Object> parameters, String reason, String by) {
        return remove(jdbc, "''", condition, parameters, reason, by);
    }

    /** Removes and notes what was removed, in one statement: nothing leaves the queue unseen. */
    private static int remove(
            JdbcClient jdbc, String cause, String condition, List<Object> parameters, String reason, String by) {
        return jdbc.sql("""
                WITH gone AS (
                    DELETE FROM platform.parked_message WHERE %s
                    RETURNING seq, subscription, key, id, type, %s AS cause, parked_at)
                INSERT INTO platform.parked_removal
                    (seq, subscription, key, id, type, cause, parked_at, reason, removed_by)
                SELECT gone.*, ?, ? FROM gone
                """.formatted(condition, cause))
                .params(Stream.concat(parameters.stream(), Stream.of(reason, by))
                        .toList())
                .update();
    }

    /** A place in the list of removals. */
    record Removal(Instant at, long seq) {
        static Removal of(List<String> cursor) {
            return new Removal(Times.instant(cursor.getFirst()), Numbers.count(cursor.getLast()));
        }
    }
}
