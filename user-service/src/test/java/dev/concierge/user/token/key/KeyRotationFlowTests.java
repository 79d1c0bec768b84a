package dev.concierge.user.token.key;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jwt.SignedJWT;
import dev.concierge.platform.id.Ids;
import dev.concierge.user.Answer;
import dev.concierge.user.UserServiceFlow;
import dev.concierge.user.token.IssuerSettings;
import java.text.ParseException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

class KeyRotationFlowTests extends UserServiceFlow {
    @Autowired
    private SigningKeys keys;

    @Autowired
    private IssuerSettings settings;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transaction;

    /** Other tests of this context have moved the clock, and back again. */
    @BeforeEach
    void letTheNextKeyBeAsOldAsTheClockSays() {
        jdbc.sql("UPDATE signing_keys SET created_at = ? WHERE state = 'next' AND created_at > ?")
                .params(sqlNow(), sqlNow())
                .update();
    }

    private OffsetDateTime sqlNow() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    @Test
    void rotationBreaksNoToken() throws ParseException {
        String old = app();
        List<String> before = published();
        clock.advance(Duration.ofMinutes(2));

        Answer rotated = post("/ops/keys/rotate", operator(), null);

        assertThat(rotated.status()).as(rotated.text()).isEqualTo(200);
        String active = rotated.at("/activeKeyId");
        assertThat(before).as("published before it signs").contains(active);
        String fresh = app();
        assertThat(kid(fresh)).isEqualTo(active).isNotEqualTo(kid(old));
        assertThat(published()).contains(kid(old), active).hasSizeGreaterThanOrEqualTo(3);
        assertThat(get("/users?limit=1", old).status()).isEqualTo(200);
        assertThat(get("/users?limit=1", fresh).status()).isEqualTo(200);
        assertThat(jdbc.sql(
                                "SELECT count(*) FROM signing_keys WHERE state = 'retired' AND sealed_private_key IS NOT NULL")
                        .query(Long.class)
                        .single())
                .isZero();

        clock.advance(settings.longestUse().plusMinutes(1));
        assertThat(published()).doesNotContain(kid(old)).contains(active);
        assertThat(get("/users?limit=1", old).status()).isEqualTo(401);
    }

    @Test
    void aKeyThatWasJustPublishedDoesNotSignYet() {
        clock.advance(Duration.ofMinutes(2));
        assertThat(post("/ops/keys/rotate", operator(), null).status()).isEqualTo(200);

        Answer tooSoon = post("/ops/keys/rotate", operator(), null);

        assertThat(tooSoon.status()).isEqualTo(409);
        assertThat(tooSoon.at("/code")).isEqualTo("key-too-new");
    }

    @Test
    void aRepeatedRotationIsOne() {
        clock.advance(Duration.ofMinutes(2));
        String key = UUID.randomUUID().toString();

        Answer first = post("/ops/keys/rotate", operator(), null, "Idempotency-Key", key);
        clock.advance(Duration.ofMinutes(2));
        Answer again = post("/ops/keys/rotate", operator(), null, "Idempotency-Key", key);

        assertThat(again.json()).isEqualTo(first.json());
        assertThat(again.header("Idempotency-Replay")).isEqualTo("true");
    }

    @Test
    void onlyOperatorsRotate() {
        assertThat(post("/ops/keys/rotate", app(), null).status()).isEqualTo(403);
        assertThat(post("/ops/keys/rotate", null, null).status()).isEqualTo(401);
    }

    @Test
    void keysAreSealedInTheDatabaseAndPublishedWithoutTheirSecret() {
        app();
        assertThat(get("/oauth2/jwks", null).text()).doesNotContain("\"d\"", "\"p\"", "\"q\"");
        assertThat(jdbc.sql("SELECT encode(sealed_private_key, 'escape') FROM signing_keys WHERE state = 'active'")
                        .query(String.class)
                        .single())
                .doesNotContain("\"d\"");
    }

    @Test
    void aRestartedServiceHasTheSameKeys() throws ParseException {
        String kid = kid(app());
        RotateKeys rotateKeys = new RotateKeys(keys, transaction, settings, new Ids(clock), clock);

        KeyRing restarted = new KeyRing(keys, rotateKeys, settings, clock);

        assertThat(restarted.get(
                        new JWKSelector(new JWKMatcher.Builder().keyID(kid).build()), null))
                .hasSize(1);
        assertThat(restarted.signing(new JWKSelector(new JWKMatcher.Builder().build())))
                .singleElement()
                .satisfies(key -> {
                    assertThat(key.getKeyID()).isEqualTo(kid);
                    assertThat(key.isPrivate()).isTrue();
                });
    }

    private List<String> published() {
        return get("/oauth2/jwks", null).json().at("/keys").findValuesAsString("kid");
    }

    private static String kid(String token) throws ParseException {
        return SignedJWT.parse(token).getHeader().getKeyID();
    }
}
