package dev.concierge.platform.consumer;

import dev.concierge.platform.paging.Cursor;
import dev.concierge.platform.paging.Page;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What operators see of parked messages, and their request to run them again. */
final class DeadLetters {
    private final JdbcClient jdbc;

    DeadLetters(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param after seq of the last one seen; null for the first page */
    Page<DeadLetterView> list(@Nullable Long after, int limit) {
        List<DeadLetterView> rows = jdbc.sql("""
                SELECT seq, subscription, topic, partition, message_offset, key, id, type, cause, attempts, parked_at,
                    redrive_requested_at IS NOT NULL AS redrive_requested
                FROM platform.parked_message WHERE seq > ? ORDER BY seq LIMIT ?
                """)
                .param(after == null ? 0 : after)
                .param(limit + 1)
                .query((row, index) -> new DeadLetterView(
                        row.getLong("seq"),
                        row.getString("subscription"),
                        row.getString("topic"),
                        row.getInt("partition"),
                        row.getLong("message_offset"),
                        row.getString("key"),
                        row.getString("id"),
                        row.getString("type"),
                        row.getString("cause"),
                        row.getInt("attempts"),
                        row.getTimestamp("parked_at").toInstant(),
                        row.getBoolean("redrive_requested")))
                .list();
        return Page.of(rows, limit, view -> Cursor.of(view.seq()));
    }

    /**
     * Asks the owners of these keys to run their parked messages again, in order.
     *
     * @return how many messages are on their way
     */
    int requestRedrive(List<String> keys) {
        return jdbc.sql("UPDATE platform.parked_message SET redrive_requested_at = now() WHERE key = ANY (?)")
                .param(keys.toArray(String[]::new))
                .update();
    }
}
