package dev.concierge.user.user;

import dev.concierge.user.UserId;
import java.time.Instant;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Which guests were erased: their ids alone, so that what comes late of them is known to be nobody's. */
@Repository
class Erasures {
    private final JdbcClient jdbc;

    Erasures(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void begin(UserId id, Instant now) {
        jdbc.sql("INSERT INTO erasures (user_id, asked_at) VALUES (?, ?)")
                .param(id.value())
                .param(now.atOffset(ZoneOffset.UTC))
                .update();
        jdbc.sql("""
                INSERT INTO erased_aliases (name)
                SELECT sha256(convert_to(alias, 'UTF8')) FROM user_aliases WHERE user_id = ? ON CONFLICT DO NOTHING
                """).param(id.value()).update();
    }
}
