package dev.concierge.event.trigger;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** For whom a trigger that holds only once has held. */
public final class Firings {
    private final JdbcClient jdbc;

    Firings(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Remembers these and returns those that are new. */
    Set<Firing> remember(List<Firing> firings) {
        if (firings.isEmpty()) {
            return Set.of();
        }
        return new HashSet<>(jdbc.sql("""
                        WITH existing AS (
                            SELECT f.trigger_id, f.user_id
                            FROM unnest(?::uuid[], ?::text[]) AS f (trigger_id, user_id)
                            JOIN trigger_events t ON t.trigger_id = f.trigger_id
                            FOR KEY SHARE OF t
                        )
                        INSERT INTO trigger_firings (trigger_id, user_id)
                        SELECT trigger_id, user_id FROM existing ORDER BY trigger_id, user_id
                        ON CONFLICT DO NOTHING RETURNING trigger_id, user_id""")
                .param(firings.stream()
                        .map(Firing::triggerId)
                        .map(UUID::toString)
                        .toArray(String[]::new))
                .param(firings.stream().map(Firing::userId).toArray(String[]::new))
                .query((row, number) -> new Firing(row.getObject(1, UUID.class), row.getString(2)))
                .list());
    }

    /** Forgets what is about these guests. */
    public void erase(Collection<String> userIds) {
        jdbc.sql("DELETE FROM trigger_firings WHERE user_id = ANY (?::text[])")
                .param(userIds.toArray(String[]::new))
                .update();
    }

    record Firing(UUID triggerId, String userId) {}
}
