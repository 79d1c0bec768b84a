package dev.concierge.event.history;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The ids of all events stored lately, deleted ones too. */
final class EventIds {
    private static final int STEP = 10_000;

    private final JdbcClient jdbc;

    EventIds(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    boolean contains(UUID eventId) {
        return jdbc.sql("SELECT EXISTS (SELECT FROM event_ids WHERE event_id = ?)")
                .param(eventId)
                .query(Boolean.class)
                .single();
    }

    /** Forgets a bounded number of ids from before {@code limit}; tells whether there may be more. */
    boolean forgetBefore(Instant limit) {
        int forgotten =
                jdbc.sql("""
                        DELETE FROM event_ids WHERE event_id IN (
                            SELECT event_id FROM event_ids WHERE seen_at < ? ORDER BY seen_at LIMIT ?)""").params(limit.atOffset(ZoneOffset.UTC), STEP).update();
        return forgotten == STEP;
    }

    /** Forgets which guests were erased before {@code limit}: nothing of them can arrive any more. */
    void forgetErasedBefore(Instant limit) {
        jdbc.sql("DELETE FROM erased_guests WHERE erased_at < ?")
                .param(limit.atOffset(ZoneOffset.UTC))
                .update();
    }
}
