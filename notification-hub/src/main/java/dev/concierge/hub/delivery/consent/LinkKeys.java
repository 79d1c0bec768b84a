package dev.concierge.hub.delivery.consent;

import java.security.SecureRandom;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The secrets that sign links, the newest first; the first pod makes one. */
class LinkKeys {
    private static final int BYTES = 32;

    private final JdbcClient jdbc;
    private final SecureRandom random = new SecureRandom();
    private volatile List<byte[]> known = List.of();

    LinkKeys(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** At least one. */
    List<byte[]> all() {
        if (known.isEmpty()) {
            known = load();
        }
        return known;
    }

    private List<byte[]> load() {
        byte[] secret = new byte[BYTES];
        random.nextBytes(secret);
        // id 1 is given once, so of pods that start at the same time one makes the key
        jdbc.sql("""
                        INSERT INTO link_key (key_id, secret) OVERRIDING SYSTEM VALUE
                        SELECT 1, ? WHERE NOT EXISTS (SELECT FROM link_key) ON CONFLICT DO NOTHING""").param(secret).update();
        return jdbc.sql("SELECT secret FROM link_key ORDER BY key_id DESC")
                .query((row, _) -> row.getBytes("secret"))
                .list();
    }
}
