package dev.concierge.user.token.key;

import com.nimbusds.jose.jwk.RSAKey;
import dev.concierge.user.token.SecretSeal;
import dev.concierge.user.token.key.SigningKey.State;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.text.ParseException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The signing keys of this installation. */
@Repository
class SigningKeys {
    private static final String LOCK = "concierge signing keys";

    private final JdbcClient jdbc;
    private final SecretSeal seal;

    SigningKeys(JdbcClient jdbc, SecretSeal keySeal) {
        this.jdbc = jdbc;
        this.seal = keySeal;
    }

    /** Makes all other replicas wait until the transaction under way ends. */
    void lock() {
        jdbc.sql("SELECT pg_advisory_xact_lock(hashtextextended(?, 0))")
                .param(LOCK)
                .query((row, number) -> true)
                .single();
    }

    List<SigningKey> all() {
        return jdbc.sql("SELECT * FROM signing_keys ORDER BY created_at")
                .query(this::key)
                .list();
    }

    void add(SigningKey key) {
        jdbc.sql("""
                INSERT INTO signing_keys (key_id, state, public_key, sealed_private_key, created_at)
                VALUES (?, ?, ?, ?, ?)
                """)
                .param(key.id())
                .param(key.state().name().toLowerCase(Locale.ROOT))
                .param(key.jwk().toPublicJWK().toJSONString())
                .param(seal.seal(key.id().toString(), key.jwk().toJSONString().getBytes(StandardCharsets.UTF_8)))
                .param(key.createdAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    void activate(UUID id) {
        jdbc.sql("UPDATE signing_keys SET state = 'active' WHERE key_id = ?")
                .param(id)
                .update();
    }

    void retire(UUID id, Instant now) {
        jdbc.sql("""
                UPDATE signing_keys SET state = 'retired', retired_at = ?, sealed_private_key = NULL
                WHERE key_id = ?
                """).param(now.atOffset(ZoneOffset.UTC)).param(id).update();
    }

    void removeRetiredBefore(Instant moment) {
        jdbc.sql("DELETE FROM signing_keys WHERE retired_at < ?")
                .param(moment.atOffset(ZoneOffset.UTC))
                .update();
    }

    private SigningKey key(ResultSet row, int number) throws SQLException {
        UUID id = row.getObject("key_id", UUID.class);
        byte[] sealed = row.getBytes("sealed_private_key");
        String jwk = sealed == null
                ? row.getString("public_key")
                : new String(seal.open(id.toString(), sealed), StandardCharsets.UTF_8);
        try {
            return new SigningKey(
                    id,
                    State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                    RSAKey.parse(jwk),
                    instant(row.getObject("created_at", OffsetDateTime.class)),
                    nullableInstant(row.getObject("retired_at", OffsetDateTime.class)));
        } catch (ParseException broken) {
            throw new IllegalStateException("signing key " + id + " is not a JWK", broken);
        }
    }

    private static Instant instant(OffsetDateTime time) {
        return time.toInstant();
    }

    private static @Nullable Instant nullableInstant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
