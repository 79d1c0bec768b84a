package dev.concierge.e2e.matrix;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;

/**
 * A key that the issuer publishes like one it retired a moment ago, so that a token of it is refused for what the token
 * says, never for its signature.
 */
final class TrustedKey {
    private static final Duration LIFE = Duration.ofMinutes(10);

    private final RSAKey key;
    private final RSAKey unpublished;
    private final Clock clock;

    private TrustedKey(RSAKey key, RSAKey unpublished, Clock clock) {
        this.key = key;
        this.unpublished = unpublished;
        this.clock = clock;
    }

    /** @param issuer the database of user-service */
    static TrustedKey publishedIn(Connection issuer, Clock clock) throws SQLException, JOSEException {
        UUID id = UUID.randomUUID();
        RSAKey key = new RSAKeyGenerator(2048).keyID(id.toString()).generate();
        try (PreparedStatement insert = issuer.prepareStatement("""
                INSERT INTO signing_keys (key_id, state, public_key, created_at, retired_at)
                VALUES (?, 'retired', ?, now(), now())
                """)) {
            insert.setObject(1, id);
            insert.setString(2, key.toPublicJWK().toJSONString());
            insert.executeUpdate();
        }
        return new TrustedKey(
                key, new RSAKeyGenerator(2048).keyID(id.toString()).generate(), clock);
    }

    String token(String kind, String subject, Collection<String> scopes) {
        return signed(key, claims(kind, subject, scopes));
    }

    /** For one business only. */
    String narrowed(String kind, String subject, Collection<String> scopes, String business) {
        return signed(key, claims(kind, subject, scopes).claim("businesses", List.of(business)));
    }

    /** Of an operator who may only read. */
    String viewer(String subject) {
        return signed(key, claims("operator", subject, List.of()).claim("grants", List.of("viewer")));
    }

    /** What nobody may accept, by what is wrong with it. */
    Map<String, String> rejected() {
        Instant past = clock.instant().minus(LIFE);
        Map<String, String> tokens = new LinkedHashMap<>();
        tokens.put("garbage", "garbage");
        tokens.put("an expired token", bent(claims -> claims.expirationTime(Date.from(past))));
        tokens.put("a token of another issuer", bent(claims -> claims.issuer("https://elsewhere.example")));
        tokens.put("a token for another audience", bent(claims -> claims.audience("elsewhere")));
        tokens.put("a token without a kind", bent(claims -> claims.claim("kind", null)));
        tokens.put("a forged signature", signed(unpublished, operator()));
        tokens.put("alg none", new PlainJWT(operator().build()).serialize());
        return tokens;
    }

    private String bent(UnaryOperator<JWTClaimsSet.Builder> bend) {
        return signed(key, bend.apply(operator()));
    }

    private JWTClaimsSet.Builder operator() {
        return claims("operator", "cli", List.of());
    }

    private JWTClaimsSet.Builder claims(String kind, String subject, Collection<String> scopes) {
        Instant now = clock.instant();
        return new JWTClaimsSet.Builder()
                .issuer("https://concierge.local")
                .audience("concierge")
                .subject(subject)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(LIFE)))
                .claim("kind", kind)
                .claim("scope", List.copyOf(scopes));
    }

    private static String signed(RSAKey key, JWTClaimsSet.Builder claims) {
        try {
            JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.RS256)
                    .type(JOSEObjectType.JWT)
                    .keyID(key.getKeyID())
                    .build();
            SignedJWT token = new SignedJWT(header, claims.build());
            token.sign(new RSASSASigner(key));
            return token.serialize();
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
