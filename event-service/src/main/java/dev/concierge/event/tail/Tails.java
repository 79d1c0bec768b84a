package dev.concierge.event.tail;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Tails as the database has them, for all pods. */
final class Tails {
    private final JdbcClient jdbc;

    Tails(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(Tail tail) {
        jdbc.sql("""
                        INSERT INTO event_tails (tail_id, event_name, guest, client, until, asked_by)
                        VALUES (?, ?, ?, ?, ?, ?)""")
                .param(tail.tailId())
                .param(tail.name())
                .param(tail.userId())
                .param(tail.client())
                .param(tail.until().atOffset(ZoneOffset.UTC))
                .param(tail.askedBy())
                .update();
    }

    boolean remove(UUID tailId) {
        return jdbc.sql("DELETE FROM event_tails WHERE tail_id = ?")
                        .param(tailId)
                        .update()
                > 0;
    }

    /** Those that have not ended, the oldest first. */
    List<Tail> live(Instant now) {
        return jdbc.sql("SELECT * FROM event_tails WHERE until > ? ORDER BY tail_id")
                .param(now.atOffset(ZoneOffset.UTC))
                .query(Tails::tail)
                .list();
    }

    void forgetEnded(Instant now) {
        jdbc.sql("DELETE FROM event_tails WHERE until <= ?")
                .param(now.atOffset(ZoneOffset.UTC))
                .update();
    }

    private static Tail tail(ResultSet row, int number) throws SQLException {
        return new Tail(
                row.getObject("tail_id", UUID.class),
                row.getString("event_name"),
                row.getString("guest"),
                row.getString("client"),
                row.getObject("until", OffsetDateTime.class).toInstant(),
                row.getString("asked_by"));
    }
}
