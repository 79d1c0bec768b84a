package dev.concierge.datemaker.outcome;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What an event came to, counted once, when it ended. */
@Repository
class Statistics {
    private final JdbcClient jdbc;

    Statistics(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param declined or cancelled, or did not answer or pay
     * @param met pairs that were both in their call
     * @param matched pairs that chose each other
     */
    record Counts(int registered, int accepted, int declined, int came, int met, int matched, Instant savedAt) {}

    Counts save(UUID event, Instant now) {
        return jdbc.sql("""
                insert into event_statistics (event_id, registered, accepted, declined, came, met, matched, saved_at)
                select :event, count(*), count(*) filter (where status in ('CONFIRMED', 'LEFT_OVER', 'REMOVED')),
                    count(*) filter (where status in ('DECLINED', 'CANCELLED', 'LAPSED', 'NOT_BOOKED')),
                    count(*) filter (where came),
                    (select count(*) from calls where event_id = :event
                        and one_joined_at is not null and other_joined_at is not null),
                    (select count(*) from matches where event_id = :event), :now
                from registrations where event_id = :event
                on conflict (event_id) do update set saved_at = event_statistics.saved_at
                returning *
                """)
                .param("event", event)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query((row, _) -> counts(row))
                .single();
    }

    Optional<Counts> of(UUID event) {
        return jdbc.sql("select * from event_statistics where event_id = ?")
                .param(event)
                .query((row, _) -> counts(row))
                .optional();
    }

    private static Counts counts(ResultSet row) throws SQLException {
        return new Counts(
                row.getInt("registered"),
                row.getInt("accepted"),
                row.getInt("declined"),
                row.getInt("came"),
                row.getInt("met"),
                row.getInt("matched"),
                row.getTimestamp("saved_at").toInstant());
    }
}
