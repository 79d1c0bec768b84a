package dev.concierge.user.erasure;

import dev.concierge.user.identity.UserId;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Which guests were erased: their ids alone, so that what comes late of them is known to be nobody's. */
@Repository
public class Erasures {
    private final JdbcClient jdbc;

    Erasures(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What a service's reader answered. */
    record Receipt(String service, String reader, Instant erasedAt) {}

    /** Notes that a guest goes, while their other names are still there. */
    public void begin(UserId id, Instant now) {
        jdbc.sql("INSERT INTO erasures (user_id, asked_at) VALUES (?, ?)")
                .param(id.value())
                .param(now.atOffset(ZoneOffset.UTC))
                .update();
        jdbc.sql("""
                INSERT INTO erased_aliases (name)
                SELECT sha256(convert_to(alias, 'UTF8')) FROM user_aliases WHERE user_id = ? ON CONFLICT DO NOTHING
                """).param(id.value()).update();
    }

    /** Of an erasure that nobody asked for here nothing is kept. */
    public void answered(UserId id, String service, String reader, Instant erasedAt) {
        jdbc.sql("""
                INSERT INTO erasure_receipts (user_id, service, reader, erased_at)
                SELECT user_id, :service, :reader, :at FROM erasures WHERE user_id = :id
                ON CONFLICT DO NOTHING
                """)
                .param("id", id.value())
                .param("service", service)
                .param("reader", reader)
                .param("at", erasedAt.atOffset(ZoneOffset.UTC))
                .update();
    }

    Optional<Instant> askedAt(UserId id) {
        return jdbc.sql("SELECT asked_at FROM erasures WHERE user_id = ?")
                .param(id.value())
                .query((row, _) -> row.getTimestamp(1).toInstant())
                .optional();
    }

    List<Receipt> receipts(UserId id) {
        return jdbc.sql("""
                SELECT service, reader, erased_at FROM erasure_receipts WHERE user_id = ? ORDER BY service, reader
                """)
                .param(id.value())
                .query((row, _) -> new Receipt(
                        row.getString(1), row.getString(2), row.getTimestamp(3).toInstant()))
                .list();
    }
}
