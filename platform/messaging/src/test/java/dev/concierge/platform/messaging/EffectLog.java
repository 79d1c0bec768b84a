package dev.concierge.platform.messaging;

import dev.concierge.platform.message.ReceivedMessage;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A table of what took effect, in that order; it takes the same number twice, so that a repetition shows. */
record EffectLog(JdbcClient jdbc) {
    void create() {
        jdbc.sql("CREATE TABLE IF NOT EXISTS effect_log "
                        + "(position bigint GENERATED ALWAYS AS IDENTITY, key text NOT NULL, n int NOT NULL)")
                .update();
    }

    void write(ReceivedMessage message) {
        jdbc.sql("INSERT INTO effect_log (key, n) VALUES (?, ?)")
                .params(message.key(), message.as(Integer.class))
                .update();
    }

    long count() {
        return jdbc.sql("SELECT count(*) FROM effect_log").query(Long.class).single();
    }

    List<Integer> of(String key) {
        return jdbc.sql("SELECT n FROM effect_log WHERE key = ? ORDER BY position")
                .param(key)
                .query((row, _) -> row.getInt(1))
                .list();
    }
}
