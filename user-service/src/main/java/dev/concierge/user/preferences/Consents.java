package dev.concierge.user.preferences;

import dev.concierge.platform.paging.Cursor;
import dev.concierge.platform.paging.Page;
import dev.concierge.platform.paging.PageRequest;
import dev.concierge.user.identity.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The record behind the preferences: every word that was said of them. */
@Repository
class Consents {
    private final JdbcClient jdbc;

    Consents(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** False when exactly this is on record already. */
    boolean add(UserId id, Consent consent, Instant recordedAt) {
        return jdbc.sql("""
                        INSERT INTO consent (user_id, channel, wish, said_at, source, given, recorded_at)
                        VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING""")
                        .params(
                                id.value(),
                                consent.channel().name(),
                                consent.wish().name(),
                                Timestamp.from(consent.at()),
                                consent.source(),
                                consent.given(),
                                Timestamp.from(recordedAt))
                        .update()
                == 1;
    }

    /** Whether something later was said of the same wish. */
    boolean isOutdated(UserId id, Consent consent) {
        return jdbc.sql("""
                        SELECT EXISTS (SELECT FROM consent
                        WHERE user_id = ? AND channel = ? AND wish = ? AND said_at > ?)""")
                .params(id.value(), consent.channel().name(), consent.wish().name(), Timestamp.from(consent.at()))
                .query(Boolean.class)
                .single();
    }

    /** The latest first. */
    Page<Consent> of(UserId id, PageRequest page) {
        String before = page.after(text -> text);
        List<Recorded> rows = jdbc.sql("""
                        SELECT channel, wish, given, source, said_at,
                          to_char(said_at AT TIME ZONE 'UTC', 'YYYYMMDDHH24MISSUS') || channel || wish || source AS place
                        FROM consent WHERE user_id = :id AND (:before::text IS NULL OR
                          to_char(said_at AT TIME ZONE 'UTC', 'YYYYMMDDHH24MISSUS') || channel || wish || source < :before)
                        ORDER BY place DESC LIMIT :limit""")
                .param("id", id.value())
                .param("before", before)
                .param("limit", page.limit() + 1)
                .query(Consents::recorded)
                .list();
        return Page.of(rows, page, row -> Cursor.of(row.place())).map(Recorded::consent);
    }

    private record Recorded(Consent consent, String place) {}

    private static Recorded recorded(ResultSet row, int number) throws SQLException {
        Consent consent = new Consent(
                Consent.Channel.valueOf(row.getString("channel")),
                Consent.Wish.valueOf(row.getString("wish")),
                row.getBoolean("given"),
                row.getString("source"),
                row.getTimestamp("said_at").toInstant());
        return new Recorded(consent, row.getString("place"));
    }
}
