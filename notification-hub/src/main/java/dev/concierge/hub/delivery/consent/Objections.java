package dev.concierge.hub.delivery.consent;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Objections that are obeyed here at once, until user-service, whose preferences everybody obeys, has them. */
public final class Objections {
    private final JdbcClient jdbc;

    Objections(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(UUID id, String userId, Objection objection, Instant saidAt) {
        jdbc.sql("""
                        INSERT INTO objection (objection_id, user_id, channel, wish, said_at)
                        VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING""")
                .params(id, userId, objection.channel(), objection.wish(), Timestamp.from(saidAt))
                .update();
    }

    void remove(UUID id) {
        jdbc.sql("DELETE FROM objection WHERE objection_id = ?").param(id).update();
    }

    /** Takes back what the guest objected to on a channel until then; what they said later stays. */
    void remove(String userId, Objection objection, Instant saidAt) {
        jdbc.sql("DELETE FROM objection WHERE user_id = ? AND channel = ? AND wish = ? AND said_at <= ?")
                .params(userId, objection.channel(), objection.wish(), Timestamp.from(saidAt))
                .update();
    }

    /** By userId. */
    public Map<String, List<Objection>> of(Collection<String> userIds) {
        Map<String, List<Objection>> said = new HashMap<>();
        jdbc.sql("SELECT user_id, channel, wish FROM objection WHERE user_id = ANY (?)")
                .param(userIds.toArray(String[]::new))
                .query(row -> {
                    said.computeIfAbsent(row.getString("user_id"), _ -> new ArrayList<>())
                            .add(new Objection(row.getString("channel"), row.getString("wish")));
                });
        return said;
    }

    public void purge(String userId) {
        jdbc.sql("DELETE FROM objection WHERE user_id = ?").param(userId).update();
    }
}
