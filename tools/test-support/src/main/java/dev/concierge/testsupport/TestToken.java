package dev.concierge.testsupport;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A bearer token in the making, as contracts/README.md describes it; {@link #text} signs it.
 *
 * @param kind client, service, guest or operator
 * @param expires after now; negative for an expired one
 */
public record TestToken(
        String kind,
        String subject,
        String issuer,
        List<String> audience,
        List<String> scopes,
        List<String> businesses,
        List<String> grants,
        Duration expires,
        TestIssuer signer) {
    static final String ISSUER = "https://concierge.local";
    static final String AUDIENCE = "concierge";

    static TestToken of(String kind, String subject, List<String> scopes) {
        return new TestToken(
                kind,
                subject,
                ISSUER,
                List.of(AUDIENCE),
                scopes,
                List.of(),
                List.of(),
                Duration.ofHours(1),
                TestIssuer.shared());
    }

    /** For these tenants only. */
    public TestToken forBusinesses(String... tenants) {
        return new TestToken(kind, subject, issuer, audience, scopes, List.of(tenants), grants, expires, signer);
    }

    /** Of a guest who was given to be these. */
    public TestToken holding(String... given) {
        return new TestToken(kind, subject, issuer, audience, scopes, businesses, List.of(given), expires, signer);
    }

    public TestToken expired() {
        return new TestToken(
                kind, subject, issuer, audience, scopes, businesses, grants, Duration.ofMinutes(-10), signer);
    }

    public TestToken issuedBy(String other) {
        return new TestToken(kind, subject, other, audience, scopes, businesses, grants, expires, signer);
    }

    public TestToken meantFor(String other) {
        return new TestToken(kind, subject, issuer, List.of(other), scopes, businesses, grants, expires, signer);
    }

    /** Signed with a key that the issuer does not publish, under the id of one that it does. */
    public TestToken forged() {
        return new TestToken(kind, subject, issuer, audience, scopes, businesses, grants, expires, signer.impostor());
    }

    public TestToken signedBy(TestIssuer other) {
        return new TestToken(kind, subject, issuer, audience, scopes, businesses, grants, expires, other);
    }

    /** The signed token, for {@code Authorization: Bearer}. */
    public String text() {
        Instant now = TestIssuer.CLOCK.instant();
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("iss", issuer);
        claims.put("sub", subject);
        claims.put("aud", audience);
        claims.put("iat", now.plus(expires).minus(Duration.ofHours(1)).getEpochSecond());
        claims.put("exp", now.plus(expires).getEpochSecond());
        claims.put("jti", UUID.randomUUID().toString());
        claims.put("kind", kind);
        claims.put("scope", scopes);
        claims.put("businesses", businesses);
        claims.put("grants", grants);
        return signer.sign(claims);
    }
}
