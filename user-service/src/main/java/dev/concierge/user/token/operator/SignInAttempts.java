package dev.concierge.user.token.operator;

import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Counts attempts to sign in before a password is looked at, for all replicas: a few are free, then the next one waits a
 * second, two, four. An address waits up to a quarter of an hour; an account, which strangers can keep busy, half a minute.
 */
@Repository
public class SignInAttempts {
    private static final Duration FORGOTTEN_AFTER = Duration.ofDays(1);

    /** Whose attempts are counted together. */
    public enum By {
        ACCOUNT(10, Duration.ofSeconds(30)),
        ADDRESS(5, Duration.ofMinutes(15)),
        /** One that an operator signed in with before: strangers at other addresses do not make it wait. */
        BROWSER(5, Duration.ofMinutes(15)),
        /** The password of an account, by somebody who has a token of it. */
        PASSWORD(5, Duration.ofMinutes(15)),
        /** A code of an account, by somebody who has its password or a token of it. */
        CODE(5, Duration.ofMinutes(15)),
        /** The first code of a second factor that was begun, by somebody who has a token of the account. */
        FIRST_CODE(5, Duration.ofMinutes(15));

        private final int free;
        private final Duration longest;

        By(int free, Duration longest) {
            this.free = free;
            this.longest = longest;
        }

        public Key key(String of) {
            return new Key(this, of);
        }
    }

    public record Key(By by, String of) {
        private static final int LONGEST = 200;

        private String text() {
            return by.name().toLowerCase(Locale.ROOT) + " " + of.substring(0, Math.min(LONGEST, of.length()));
        }
    }

    private final JdbcClient jdbc;
    private final Clock clock;

    SignInAttempts(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Counts an attempt; how long it would have to wait where it must, and then it is not one. */
    public Optional<Duration> begin(List<Key> keys) {
        OffsetDateTime now = now();
        jdbc.sql("DELETE FROM sign_in_attempts WHERE last_at < ?")
                .param(now.minus(FORGOTTEN_AFTER))
                .update();
        for (Key key : keys) {
            if (!count(key, now)) {
                return Optional.of(wait(key, now));
            }
        }
        return Optional.empty();
    }

    /** What was tried was right, so what went before is no longer held against it. */
    public void succeeded(List<Key> keys) {
        jdbc.sql("DELETE FROM sign_in_attempts WHERE key IN (:keys)")
                .param("keys", keys.stream().map(Key::text).toList())
                .update();
    }

    /** In one statement, so that of many at once no more are let through than one after the other. */
    private boolean count(Key key, OffsetDateTime now) {
        return jdbc.sql("""
                        INSERT INTO sign_in_attempts AS a (key, attempts, last_at, next_at)
                        VALUES (:key, 1, :now, :now)
                        ON CONFLICT (key) DO UPDATE SET
                            attempts = a.attempts + 1,
                            last_at = :now,
                            next_at = :now + least(
                                CASE WHEN a.attempts + 1 < :free THEN 0 ELSE 2 ^ least(a.attempts + 1 - :free, 20) END,
                                :longest) * interval '1 second'
                        WHERE a.next_at <= :now
                        """)
                        .param("key", key.text())
                        .param("now", now)
                        .param("free", key.by().free)
                        .param("longest", key.by().longest.toSeconds())
                        .update()
                == 1;
    }

    private Duration wait(Key key, OffsetDateTime now) {
        return jdbc.sql("SELECT next_at FROM sign_in_attempts WHERE key = ?")
                .param(key.text())
                .query((row, _) -> row.getObject(1, OffsetDateTime.class))
                .optional()
                .map(next -> Duration.between(now, next))
                .filter(Duration::isPositive)
                .orElse(Duration.ofSeconds(1));
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
