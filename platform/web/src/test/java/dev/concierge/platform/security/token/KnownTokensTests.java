package dev.concierge.platform.security.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.concierge.platform.security.revocation.RevokedTokens;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a token that was verified once is still asked. */
class KnownTokensTests {
    private static final String ISSUER = "https://issuer.example";
    private static final int MOST = 50;
    private static final Duration LIFE = Duration.ofMinutes(10);
    /** The library's, of any clock. */
    private static final Duration SKEW = Duration.ofMinutes(1);

    private static final RSAKey KEY = key();
    private static final RSAKey OTHER = key();

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-31T12:00:00Z"));
    private final Published published = new Published();
    private Tokens tokens = tokens();

    private static RSAKey key() {
        try {
            return new RSAKeyGenerator(2048).keyID("one").generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    @BeforeEach
    void publishTheKey() {
        published.keys = new JWKSet(KEY.toPublicJWK());
        tokens = tokens();
    }

    private Tokens tokens() {
        InstantSource time = now::get;
        ClaimSettings ours = new ClaimSettings(
                List.of("aud"),
                List.of("sub"),
                List.of("kind"),
                List.of("client=client"),
                List.of("scope"),
                List.of(),
                "",
                List.of("businesses"),
                List.of("grants"),
                List.of());
        Clock clock = time.withZone(ZoneOffset.UTC);
        return new Tokens(
                published, ISSUER, new Claims(List.of("concierge"), ours), new RevokedTokens(clock), clock, MOST);
    }

    private String token(String subject) {
        return token(subject, KEY);
    }

    private String token(String subject, RSAKey signer) {
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256)
                        .keyID("one")
                        .type(JOSEObjectType.JWT)
                        .build(),
                new JWTClaimsSet.Builder()
                        .issuer(ISSUER)
                        .audience("concierge")
                        .subject(subject)
                        .claim("kind", "client")
                        .claim("scope", "users:read")
                        .expirationTime(Date.from(now.get().plus(LIFE)))
                        .build());
        try {
            token.sign(new RSASSASigner(signer));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        return token.serialize();
    }

    private void assertRefused(String token) {
        assertThat(tokens.known(token)).isNull();
        assertThatThrownBy(() -> tokens.verify(token)).isInstanceOf(InvalidToken.class);
    }

    @Test
    void itsSignatureIsCheckedOnce() {
        String token = token("app");
        assertThat(tokens.known(token)).isNull();

        for (int i = 0; i < 100; i++) {
            assertThat(tokens.verify(token).subject()).isEqualTo("app");
        }

        assertThat(tokens.known(token)).isEqualTo(tokens.verify(token));
        assertThat(published.verifications).hasValue(1);
    }

    @Test
    void anExpiredOneIsRefusedAtOnce() {
        String token = token("app");
        tokens.verify(token);

        now.updateAndGet(instant -> instant.plus(LIFE).plus(SKEW).minusMillis(1));
        assertThat(tokens.known(token)).isNotNull();
        now.updateAndGet(instant -> instant.plusMillis(1));

        assertRefused(token);
    }

    /** The way to revoke all tokens of a key; single ones and those of a subject: CallerRules. */
    @Test
    void oneWhoseKeyWasWithdrawnIsRefusedAtOnce() {
        String token = token("app");
        tokens.verify(token);

        published.keys = new JWKSet();

        assertRefused(token);
    }

    @Test
    void oneWhoseKeyWasReplacedUnderTheSameNameIsRefusedAtOnce() {
        String token = token("app");
        tokens.verify(token);

        published.keys = new JWKSet(OTHER.toPublicJWK());

        assertRefused(token);
    }

    @Test
    void itStaysKnownWhenTheSameKeysAreReadAnew() throws Exception {
        String token = token("app");
        tokens.verify(token);

        published.keys = JWKSet.parse(published.keys.toString());

        assertThat(tokens.known(token)).isNotNull();
    }

    @Test
    void aForgedSignatureUnderTheSameClaimsIsNotTakenForIt() {
        String token = token("app");
        tokens.verify(token);
        String claims = token.substring(0, token.lastIndexOf('.'));
        String signatureOfOther = token("another").substring(token("another").lastIndexOf('.'));

        assertRefused(claims + signatureOfOther);
        assertRefused(token("app", OTHER));
        assertThat(tokens.known(token)).isNotNull();
    }

    @Test
    void whatIsRefusedIsNotKept() {
        assertThatThrownBy(() -> tokens.verify(token("app", OTHER))).isInstanceOf(InvalidToken.class);
        assertThatThrownBy(() -> tokens.verify("garbage")).isInstanceOf(InvalidToken.class);

        assertThat(tokens.count()).isZero();
    }

    @Test
    void howeverManyThereAreSoManyAreKept() {
        for (int i = 0; i < MOST * 4; i++) {
            tokens.verify(token("guest-" + i));
        }

        assertThat(tokens.count()).isLessThanOrEqualTo(MOST);
        assertThat(Tokens.KNOWN).as("what is kept in a service").isLessThanOrEqualTo(10_000);
    }

    /** What the issuer publishes, and how often a signature was checked against it. */
    private static final class Published implements TrustedKeys {
        private final AtomicInteger verifications = new AtomicInteger();
        private volatile JWKSet keys = new JWKSet();

        @Override
        public List<JWK> get(JWKSelector selector, @Nullable SecurityContext context) {
            verifications.incrementAndGet();
            return selector.select(keys);
        }

        @Override
        public List<JWK> atHand(JWKSelector selector) {
            return selector.select(keys);
        }
    }
}
