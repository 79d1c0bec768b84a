package dev.concierge.datemaker.guest;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
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
        return Objects.requireNonNull(of(List.of(guest), now).get(guest));
    }

    /** One for each of them, in three statements however many they are. */
    @Transactional
    public Map<UUID, PageKey> of(Collection<UUID> guests, Instant now) {
        Map<UUID, PageKey> keys = new HashMap<>();
        jdbc.sql("select user_id, key, expires_at from guest_pages where user_id = any(?) and expires_at > ?"
                        + " order by expires_at")
                .params(guests.toArray(UUID[]::new), now.plus(LONG_ENOUGH).atOffset(ZoneOffset.UTC))
                .query(row -> {
                    Instant expiresAt = row.getTimestamp("expires_at").toInstant();
                    keys.put(row.getObject("user_id", UUID.class), new PageKey(row.getString("key"), expiresAt));
                });
        Map<UUID, PageKey> made = made(guests, keys.keySet(), now.plus(LIFE));
        if (!made.isEmpty()) {
            keep(made, now);
            keys.putAll(made);
        }
        return keys;
    }

    private Map<UUID, PageKey> made(Collection<UUID> guests, Set<UUID> except, Instant expiresAt) {
        Map<UUID, PageKey> made = new HashMap<>();
        for (UUID guest : guests) {
            if (!except.contains(guest)) {
                byte[] secret = new byte[KEY_BYTES];
                random.nextBytes(secret);
                made.put(
                        guest,
                        new PageKey(Base64.getUrlEncoder().withoutPadding().encodeToString(secret), expiresAt));
            }
        }
        return made;
    }

    private void keep(Map<UUID, PageKey> made, Instant now) {
        UUID[] guests = made.keySet().toArray(UUID[]::new);
        jdbc.sql("delete from guest_pages where user_id = any(?) and expires_at <= ?")
                .params(guests, now.atOffset(ZoneOffset.UTC))
                .update();
        jdbc.sql("insert into guest_pages (key, user_id, expires_at)"
                        + " select key, user_id, ? from unnest(?::text[], ?::uuid[]) as made (key, user_id)")
                .params(
                        now.plus(LIFE).atOffset(ZoneOffset.UTC),
                        made.values().stream().map(PageKey::key).toArray(String[]::new),
                        guests)
                .update();
    }

    /** None that was sent serves any more; whoever asks for one gets another. */
    public void withdraw(UUID guest) {
        jdbc.sql("delete from guest_pages where user_id = ?").param(guest).update();
    }

    public Optional<UUID> guest(String key, Instant now) {
        return jdbc.sql("select user_id from guest_pages where key = ? and expires_at > ?")
                .params(key, now.atOffset(ZoneOffset.UTC))
                .query((row, _) -> row.getObject("user_id", UUID.class))
                .optional();
    }
}
