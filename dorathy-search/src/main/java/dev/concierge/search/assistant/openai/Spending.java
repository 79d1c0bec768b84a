package dev.concierge.search.assistant.openai;

import java.sql.Date;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What each guest's answers cost in a day, by UTC. */
@Repository
class Spending {
    private static final int KEPT_DAYS = 90;

    private final JdbcClient jdbc;
    private final Clock clock;

    Spending(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    long today(UUID guest) {
        return jdbc.sql("SELECT coalesce(sum(tokens), 0) FROM assistant_spending WHERE user_id = ? AND day = ?")
                .params(guest, Date.valueOf(day()))
                .query(Long.class)
                .single();
    }

    void add(UUID guest, long tokens) {
        jdbc.sql("""
                        INSERT INTO assistant_spending AS spent (user_id, day, tokens) VALUES (?, ?, ?)
                        ON CONFLICT (user_id, day) DO UPDATE SET tokens = spent.tokens + excluded.tokens""").params(guest, Date.valueOf(day()), tokens).update();
        jdbc.sql("DELETE FROM assistant_spending WHERE user_id = ? AND day < ?")
                .params(guest, Date.valueOf(day().minusDays(KEPT_DAYS)))
                .update();
    }

    private LocalDate day() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
