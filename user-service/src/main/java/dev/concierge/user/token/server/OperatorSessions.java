package dev.concierge.user.token.server;

import dev.concierge.platform.id.Ids;
import dev.concierge.user.token.GeneratedSecret;
import dev.concierge.user.token.operator.SignedInOperators;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * Who is signed in, for all replicas: half an hour after the last use, at most eight hours. A secret is good for one use,
 * which gives the next; whoever comes with a used one has a copy, or lost the race with one, and the session ends.
 */
@Repository
class OperatorSessions implements SignedInOperators {
    static final Duration IDLE = Duration.ofMinutes(30);
    static final Duration LIFE = Duration.ofHours(8);

    /** Requests of one page may cross. */
    private static final Duration GRACE = Duration.ofSeconds(30);

    private static final Duration KEPT = Duration.ofDays(30);

    private static final String LIVE = "ended_at IS NULL AND rotated_at > :idle AND created_at > :oldest";

    /** @param at when the password was given */
    record SignedIn(UUID session, String operator, Instant at) {}

    private final JdbcClient jdbc;
    private final Ids ids;
    private final OperatorTokens tokens;
    private final Clock clock;

    OperatorSessions(JdbcClient jdbc, Ids ids, OperatorTokens tokens, Clock clock) {
        this.jdbc = jdbc;
        this.ids = ids;
        this.tokens = tokens;
        this.clock = clock;
    }

    /** The secret of a new session. */
    String begin(String operator) {
        OffsetDateTime now = now();
        jdbc.sql("DELETE FROM operator_sessions WHERE created_at < ?")
                .param(now.minus(KEPT))
                .update();
        String secret = GeneratedSecret.next().text();
        jdbc.sql("""
                        INSERT INTO operator_sessions (session_id, operator, secret, created_at, rotated_at)
                        VALUES (?, ?, ?, ?, ?)
                        """)
                .params(ids.next(), operator, GeneratedSecret.digest(secret), now, now)
                .update();
        return secret;
    }

    /** Whose session this is the secret of. */
    Optional<SignedIn> operator(String secret) {
        return jdbc.sql("SELECT session_id, operator, created_at FROM operator_sessions WHERE " + LIVE
                        + " AND (secret = :secret OR (previous = :secret AND rotated_at > :grace))")
                .param("secret", GeneratedSecret.digest(secret))
                .param("idle", now().minus(IDLE))
                .param("oldest", now().minus(LIFE))
                .param("grace", now().minus(GRACE))
                .query((row, _) -> new SignedIn(
                        row.getObject("session_id", UUID.class),
                        row.getString("operator"),
                        row.getObject("created_at", OffsetDateTime.class).toInstant()))
                .optional();
    }

    /** Uses the secret up: the next one, or empty when there is none to give. */
    Optional<String> rotate(String secret) {
        String next = GeneratedSecret.next().text();
        int rotated = jdbc.sql(
                        "UPDATE operator_sessions SET previous = secret, secret = :next, rotated_at = :now WHERE "
                                + LIVE + " AND secret = :secret")
                .param("next", GeneratedSecret.digest(next))
                .param("now", now())
                .param("secret", GeneratedSecret.digest(secret))
                .param("idle", now().minus(IDLE))
                .param("oldest", now().minus(LIFE))
                .update();
        if (rotated == 1) {
            return Optional.of(next);
        }
        jdbc.sql("UPDATE operator_sessions SET ended_at = :now"
                        + " WHERE previous = :secret AND rotated_at <= :grace AND ended_at IS NULL RETURNING operator")
                .param("now", now())
                .param("secret", GeneratedSecret.digest(secret))
                .param("grace", now().minus(GRACE))
                .query(String.class)
                .list()
                .forEach(tokens::endAllOf);
        return Optional.empty();
    }

    void end(String secret) {
        jdbc.sql("UPDATE operator_sessions SET ended_at = :now"
                        + " WHERE (secret = :secret OR previous = :secret) AND ended_at IS NULL")
                .param("now", now())
                .param("secret", GeneratedSecret.digest(secret))
                .update();
    }

    /** Ends the session, or all of its operator, and the access tokens that the operator has. */
    void signOut(String secret, boolean everywhere) {
        operator(secret).ifPresent(known -> {
            if (everywhere) {
                endSessionsOf(known.operator());
            }
            tokens.endAllOf(known.operator());
        });
        end(secret);
    }

    /** Of those who got this far by a password alone one goes on: whoever has proved more. */
    @Transactional
    public void endAllBut(SignedIn kept) {
        jdbc.sql(
                        "UPDATE operator_sessions SET ended_at = ? WHERE operator = ? AND session_id <> ? AND ended_at IS NULL")
                .params(now(), kept.operator(), kept.session())
                .update();
        tokens.endAllOf(kept.operator());
    }

    @Override
    public void endAllOf(String operator) {
        endSessionsOf(operator);
        tokens.endAllOf(operator);
    }

    private void endSessionsOf(String operator) {
        jdbc.sql("UPDATE operator_sessions SET ended_at = ? WHERE operator = ? AND ended_at IS NULL")
                .params(now(), operator)
                .update();
    }

    /** The session of a browser that this operator signed in with, over or not, unless it ended on purpose. */
    Optional<UUID> before(String operator, String secret) {
        return jdbc.sql("SELECT session_id FROM operator_sessions"
                        + " WHERE operator = :operator AND secret = :secret AND ended_at IS NULL")
                .param("operator", operator)
                .param("secret", GeneratedSecret.digest(secret))
                .query(UUID.class)
                .optional();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
