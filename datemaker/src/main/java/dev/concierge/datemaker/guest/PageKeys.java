package dev.concierge.datemaker.guest;

import java.security.SecureRandom;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The keys of guests' pages. The same link is sent again while it serves for long enough. */
@Repository
public class PageKeys {
    private static final int KEY_BYTES = 18;
    private static final Duration LIFE = Duration.ofDays(60);
    private static final Duration LONG_ENOUGH = Duration.ofDays(30);

    private final JdbcClient jdbc;
    private final SecureRandom random = new SecureRandom();

    PageKeys(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public record PageKey(String key, Instant expiresAt) {}

    @Transactional
    public PageKey of(UUID guest, Instant now) {
        return jdbc.sql("select key, expires_at from guest_pages where user_id = ? and expires_at > ?"
                        + " order by expires_at desc limit 1")
                .params(guest, now.plus(LONG_ENOUGH).atOffset(ZoneOffset.UTC))
                .query((row, _) -> {
                    Timestamp expiresAt = row.getTimestamp("expires_at");
                    return new PageKey(row.getString("key"), expiresAt.toInstant());
                })
                .optional()
                .orElseGet(() -> make(guest, now));
    }

    private PageKey make(UUID guest, Instant now) {
        byte[] secret = new byte[KEY_BYTES];
        random.nextBytes(secret);
        PageKey made = new PageKey(Base64.getUrlEncoder().withoutPadding().encodeToString(secret), now.plus(LIFE));
        jdbc.sql("delete from guest_pages where user_id = ? and expires_at <= ?")
                .params(guest, now.atOffset(ZoneOffset.UTC))
                .update();
        jdbc.sql("insert into guest_pages (key, user_id, expires_at) values (?, ?, ?)")
                .params(made.key(), guest, made.expiresAt().atOffset(ZoneOffset.UTC))
                .update();
        return made;
    }

    public Optional<UUID> guest(String key, Instant now) {
        return jdbc.sql("select user_id from guest_pages where key = ? and expires_at > ?")
                .params(key, now.atOffset(ZoneOffset.UTC))
                .query((row, _) -> row.getObject("user_id", UUID.class))
                .optional();
    }
}
