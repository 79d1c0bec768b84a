package dev.concierge.platform.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import dev.concierge.platform.security.Caller;
import dev.concierge.platform.security.revocation.TokenMarks;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Which callers an access rule lets pass, on any stack. */
abstract class CallerRules {
    private static final Issuer ISSUER = IssuerInitializer.ISSUER;

    @LocalServerPort
    private int port;

    private Http http;

    @BeforeEach
    void connect() {
        http = new Http(port);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/caller", "/samples/1", "/unlisted", "/nowhere", "/actuatorx"})
    void asksForATokenEverywhereButAtOpenDoors(String path) {
        Http.Answer answer = http.get(path);
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("WWW-Authenticate")).hasValue("Bearer");
        assertThat(answer.header("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.json().path("code").stringValue()).isEqualTo("token-missing");
        assertThat(answer.json().path("traceId").stringValue()).hasSize(32);
    }

    /** Though its signature was checked before, and is remembered. */
    @Test
    void aRevokedTokenIsRefusedAndOthersAreNot() {
        UnaryOperator<JWTClaimsSet.Builder> another = claims -> claims.jwtID("another");
        String revoked = ISSUER.token(claims -> claims.jwtID("stolen"));
        String ofErased = ISSUER.token("guest", "erased");
        assertThat(http.get("/caller", revoked).status()).isEqualTo(200);
        assertThat(http.get("/caller", ofErased).status()).isEqualTo(200);

        ISSUER.revoke(TokenMarks.ofToken("stolen"));
        ISSUER.revoke(TokenMarks.ofSubject(Caller.Kind.GUEST, "erased"));

        await().untilAsserted(() -> {
            assertThat(http.get("/caller", revoked).status()).isEqualTo(401);
            assertThat(http.get("/caller", ofErased).status()).isEqualTo(401);
        });
        assertThat(http.get("/caller", revoked).json().path("code").stringValue())
                .isEqualTo("invalid-token");
        assertThat(http.get("/caller", ISSUER.token(another)).status()).isEqualTo(200);
        assertThat(http.get("/caller", ISSUER.token("client", "erased", "samples:read"))
                        .status())
                .as("a client of the same name")
                .isEqualTo(200);
    }

    /** Though the token is remembered with all that it names. */
    @Test
    void aWithdrawnBusinessIsNoLongerTheCallers() {
        UnaryOperator<JWTClaimsSet.Builder> ofTwo =
                claims -> claims.subject("till").claim("kind", "service").claim("businesses", List.of("b1", "b2"));
        UnaryOperator<JWTClaimsSet.Builder> ofOne =
                claims -> claims.subject("till").claim("kind", "service").claim("businesses", List.of("b2"));
        String token = ISSUER.token(ofTwo);
        String onlyThat = ISSUER.token(ofOne);
        assertThat(businesses(token)).hasSize(2);
        assertThat(http.get("/caller", onlyThat).status()).isEqualTo(200);

        ISSUER.revoke(TokenMarks.ofTenant(Caller.Kind.SERVICE, "till", "b2"));

        await().untilAsserted(() -> assertThat(businesses(token)).containsExactly("b1"));
        assertThat(businesses(ISSUER.token(ofTwo)))
                .as("a token that was not seen before")
                .containsExactly("b1");
        assertThat(http.get("/caller", onlyThat).status()).isEqualTo(401);
    }

    private List<String> businesses(String token) {
        return http.get("/caller", token)
                .json()
                .path("businesses")
                .valueStream()
                .map(JsonNode::stringValue)
                .toList();
    }

    @Test
    void letsAnybodyThroughAnOpenDoor() {
        assertThat(http.get("/open").text()).contains("nobody");
        assertThat(http.get("/open", ISSUER.token("guest", "u1")).text()).contains("u1");
    }

    @Test
    void readsTheCallerFromTheToken() {
        String token = ISSUER.token(claims -> claims.claim("kind", "service")
                .subject("journey-service")
                .claim("scope", "samples:read users:read")
                .claim("businesses", List.of("b1")));
        assertThat(http.get("/caller", token).json())
                .isEqualTo(JsonMapper.shared().readTree("""
                        {"subject": "journey-service", "kind": "SERVICE", "scopes": %s, "businesses": ["b1"], "grants": []}""".formatted(
                                http.get("/caller", token).json().path("scopes"))));
        assertThat(http.get("/caller", token).text()).contains("samples:read").contains("users:read");
    }

    @Test
    void refusesExpiredTokens() {
        refused(claims -> claims.expirationTime(Date.from(Instant.now().minusSeconds(3600))));
    }

    @Test
    void refusesTokensWithoutExpiry() {
        refused(claims -> claims.expirationTime(null));
    }

    @Test
    void refusesTokensOfAnotherIssuer() {
        refused(claims -> claims.issuer("https://elsewhere.test"));
    }

    @Test
    void refusesTokensForAnotherAudience() {
        refused(claims -> claims.audience("elsewhere"));
        refused(claims -> claims.audience((String) null));
    }

    @Test
    void refusesTokensWithoutAKnownKind() {
        refused(claims -> claims.claim("kind", null));
        refused(claims -> claims.claim("kind", "god"));
        refused(claims -> claims.claim("kind", 7));
    }

    @Test
    void refusesTokensOfAnotherKey() {
        refused(Issuer.token(Issuer.newKey("key-1"), JWSAlgorithm.RS256, UnaryOperator.identity()));
        refused(Issuer.token(Issuer.newKey("key-2"), JWSAlgorithm.RS256, UnaryOperator.identity()));
    }

    @Test
    void refusesTokensOfAnotherAlgorithm() {
        refused(Issuer.token(Issuer.newKey("key-1"), JWSAlgorithm.RS512, UnaryOperator.identity()));
        refused(new PlainJWT(new JWTClaimsSet.Builder()
                        .issuer(Issuer.NAME)
                        .audience("concierge")
                        .subject("app")
                        .claim("kind", "operator")
                        .build())
                .serialize());
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "a.b.c", "..", "%00", "eyJhbGciOiJSUzI1NiJ9.e30.AAAA"})
    void refusesWhatIsNoToken(String token) {
        refused(token);
    }

    @Test
    void refusesAHeaderWithoutAToken() {
        Http.Answer answer = http.send(http.to("/caller").header("Authorization", "Bearer "));
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.json().path("code").stringValue()).isEqualTo("invalid-token");
        assertThat(http.send(http.to("/caller").header("Authorization", "Basic YTpi"))
                        .status())
                .isEqualTo(401);
    }

    private void refused(UnaryOperator<JWTClaimsSet.Builder> changes) {
        refused(ISSUER.token(changes));
    }

    private void refused(String token) {
        Http.Answer answer = http.get("/caller", token);
        assertThat(answer.status()).as(answer.text()).isEqualTo(401);
        assertThat(answer.header("WWW-Authenticate")).hasValue("Bearer error=\"invalid_token\"");
        assertThat(answer.json().path("code").stringValue()).isEqualTo("invalid-token");
        assertThat(answer.text()).doesNotContain("Exception").doesNotContain("nimbus");
    }

    @Test
    void answersWhoHoldsAGrant() {
        assertThat(http.get("/samples/1", ISSUER.token("client", "app", "samples:read"))
                        .status())
                .isEqualTo(200);
        assertThat(http.get("/samples/1", ISSUER.token("operator", "op")).status())
                .isEqualTo(200);
        assertThat(http.get("/samples/u1", ISSUER.token("guest", "u1")).status())
                .isEqualTo(200);
    }

    @Test
    void forbidsOtherKindsAndMissingScopes() {
        forbidden(ISSUER.token("client", "app", "users:read"));
        forbidden(ISSUER.token("client", "app"));
        forbidden(ISSUER.token("service", "journey-service", "samples:read"));
    }

    private void forbidden(String token) {
        Http.Answer answer = http.get("/samples/1", token);
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.json().path("code").stringValue()).isEqualTo("forbidden");
        assertThat(answer.json().path("detail").stringValue()).contains("client with scope samples:read");
    }

    /** A route that does not know businesses would show a token for one of them everything. */
    @Test
    void aTokenForSomeBusinessesIsAnsweredWhereTheyAreHonoured() {
        for (String kind : List.of("client", "service", "operator")) {
            String narrowed = ISSUER.token(claims -> claims.claim("kind", kind)
                    .claim("scope", List.of("samples:read"))
                    .claim("businesses", List.of("b1")));
            assertThat(http.get("/samples/1", narrowed).status()).isEqualTo(403);
            assertThat(http.get("/samples", narrowed).json().path("code").stringValue())
                    .isEqualTo("forbidden");
            assertThat(http.get("/caller", narrowed).status()).isEqualTo(200);
            assertThat(http.get("/open", narrowed).status()).isEqualTo(200);
        }
    }

    @Test
    void hidesOtherGuestsThings() {
        Http.Answer answer = http.get("/samples/u2", ISSUER.token("guest", "u1"));
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.json().path("code").stringValue()).isEqualTo("not-found");
    }

    @Test
    void letsTheMostSpecificRouteDecide() {
        assertThat(http.get("/samples/special", ISSUER.token("operator", "op")).status())
                .isEqualTo(200);
        assertThat(http.get("/samples/special", ISSUER.token("client", "app", "samples:read"))
                        .status())
                .isEqualTo(403);
        assertThat(http.get("/samples/special", ISSUER.token("guest", "special"))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void deniesWhatIsNotListed() {
        Http.Answer answer = http.get("/unlisted", ISSUER.token("operator", "op"));
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.text()).doesNotContain("never");
    }
}
