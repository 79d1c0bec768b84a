package dev.concierge.platform.security.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.concierge.platform.security.Caller;
import dev.concierge.platform.security.revocation.RevokedTokens;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class TokensTests {
    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");
    private static final RSAKey KEY = key();

    private static final String POOL = "https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_Example";
    private static final Tokens COGNITO = tokens(
            POOL,
            List.of("1example23456789", "shop"),
            Map.of(
                    "audience", "client_id",
                    "kind", "cognito:groups,client_id",
                    "kinds", "staff=operator,shop=client,1example23456789=guest",
                    "scope-prefix", "https://concierge.example/",
                    "businesses", "custom:businesses",
                    "required", "token_use=access"));

    private static final String REALM = "https://keycloak.example/realms/hotel";
    private static final Tokens KEYCLOAK = tokens(
            REALM,
            List.of("concierge"),
            Map.of(
                    "kind", "realm_access.roles,azp",
                    "kinds", "concierge-operator=operator,concierge-guest=guest,shop=client",
                    "scope", "scope,resource_access.concierge.roles",
                    "scopes", "event-writer=events:write events:read",
                    "businesses", "tenants"));

    private static RSAKey key() {
        try {
            return new RSAKeyGenerator(2048).keyID("one").generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Tokens tokens(String issuer, List<String> audiences, Map<String, String> claims) {
        Map<String, String> all = new HashMap<>(Map.of(
                "audience", "aud",
                "subject", "sub",
                "kind", "kind",
                "kinds", "client=client,service=service,guest=guest,operator=operator",
                "scope", "scope",
                "scopes", "",
                "scope-prefix", "",
                "businesses", "businesses",
                "grants", "grants",
                "required", ""));
        all.putAll(claims);
        ClaimSettings settings = new Binder(new MapConfigurationPropertySource(all))
                .bind("", ClaimSettings.class)
                .get();
        return new Tokens(
                TrustedKeys.of(new ImmutableJWKSet<>(new JWKSet(KEY))),
                issuer,
                new Claims(audiences, settings),
                new RevokedTokens(Clock.fixed(NOW, ZoneOffset.UTC)),
                Clock.fixed(NOW, ZoneOffset.UTC));
    }

    /** @param type the header {@code typ}, which Cognito leaves out */
    private static String signed(@Nullable JOSEObjectType type, Map<String, Object> claims) {
        JWTClaimsSet.Builder set = new JWTClaimsSet.Builder().expirationTime(Date.from(NOW.plusSeconds(3600)));
        claims.forEach(set::claim);
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256)
                        .keyID("one")
                        .type(type)
                        .build(),
                set.build());
        try {
            token.sign(new RSASSASigner(KEY));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        return token.serialize();
    }

    private static Map<String, Object> cognitoAccess(Map<String, Object> more) {
        Map<String, Object> claims = new HashMap<>(Map.of(
                "iss", POOL,
                "sub", "aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee",
                "client_id", "1example23456789",
                "token_use", "access",
                "scope", "openid https://concierge.example/users:read",
                "auth_time", 1_769_860_000,
                "version", 2,
                "username", "ada"));
        claims.putAll(more);
        return claims;
    }

    private static Map<String, Object> keycloak(Map<String, Object> more) {
        Map<String, Object> claims = new HashMap<>(Map.of(
                "iss",
                REALM,
                "aud",
                List.of("concierge", "account"),
                "sub",
                "f8b2ce0e-1e7d-4b0f-9d3e-0c6f2f3f8a11",
                "typ",
                "Bearer",
                "azp",
                "dashboard",
                "realm_access",
                Map.of("roles", List.of("offline_access", "concierge-guest")),
                "resource_access",
                Map.of("concierge", Map.of("roles", List.of("users:read", "event-writer"))),
                "scope",
                "openid email"));
        claims.putAll(more);
        return claims;
    }

    @Test
    void aGuestsAccessTokenOfCognitoIsRead() {
        Caller caller = COGNITO.verify(signed(null, cognitoAccess(Map.of("custom:businesses", "b1 b2"))));

        assertThat(caller.kind()).isEqualTo(Caller.Kind.GUEST);
        assertThat(caller.subject()).isEqualTo("aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee");
        assertThat(caller.scopes()).containsExactlyInAnyOrder("openid", "users:read");
        assertThat(caller.businesses()).containsExactlyInAnyOrder("b1", "b2");
    }

    @Test
    void aGroupOfCognitoGivesTheKindBeforeTheClientIdDoes() {
        Caller caller = COGNITO.verify(signed(null, cognitoAccess(Map.of("cognito:groups", List.of("staff", "any")))));

        assertThat(caller.kind()).isEqualTo(Caller.Kind.OPERATOR);
    }

    @Test
    void aMachineOfCognitoIsAClient() {
        Caller caller = COGNITO.verify(signed(null, cognitoAccess(Map.of("client_id", "shop", "sub", "shop"))));

        assertThat(caller.kind()).isEqualTo(Caller.Kind.CLIENT);
        assertThat(caller.subject()).isEqualTo("shop");
    }

    @Test
    void anIdTokenOfCognitoIsNoAccessToken() {
        String id = signed(null, cognitoAccess(Map.of("token_use", "id", "aud", "1example23456789")));

        assertThatThrownBy(() -> COGNITO.verify(id)).isInstanceOf(InvalidToken.class);
    }

    @Test
    void aTokenForAnotherClientOfThePoolIsRefused() {
        String other = signed(null, cognitoAccess(Map.of("client_id", "another")));

        assertThatThrownBy(() -> COGNITO.verify(other))
                .isInstanceOf(InvalidToken.class)
                .hasMessageContaining("client_id");
    }

    @Test
    void rolesOfKeycloakGiveKindAndScopes() {
        Caller caller = KEYCLOAK.verify(signed(JOSEObjectType.JWT, keycloak(Map.of("tenants", List.of("b1")))));

        assertThat(caller.kind()).isEqualTo(Caller.Kind.GUEST);
        assertThat(caller.scopes())
                .containsExactlyInAnyOrder("openid", "email", "users:read", "events:write", "events:read");
        assertThat(caller.businesses()).containsExactly("b1");
    }

    @Test
    void ofSeveralRolesTheOneThatMayMostCounts() {
        Map<String, Object> roles = Map.of("roles", List.of("concierge-guest", "concierge-operator"));

        assertThat(KEYCLOAK.verify(signed(JOSEObjectType.JWT, keycloak(Map.of("realm_access", roles))))
                        .kind())
                .isEqualTo(Caller.Kind.OPERATOR);
    }

    @Test
    void theAuthorizedPartyGivesTheKindWhereNoRoleDoes() {
        Map<String, Object> machine = keycloak(Map.of("azp", "shop", "realm_access", Map.of("roles", List.of("x"))));

        assertThat(KEYCLOAK.verify(signed(JOSEObjectType.JWT, machine)).kind()).isEqualTo(Caller.Kind.CLIENT);
    }

    @Test
    void whoHasNoKindHereIsRefused() {
        Map<String, Object> stranger = keycloak(Map.of("realm_access", Map.of("roles", List.of("x"))));

        assertThatThrownBy(() -> KEYCLOAK.verify(signed(JOSEObjectType.JWT, stranger)))
                .isInstanceOf(InvalidToken.class)
                .hasMessageContaining("realm_access.roles or azp");
    }

    @Test
    void anAudienceThatIsNotOursIsRefused() {
        Map<String, Object> other = keycloak(Map.of("aud", "account"));

        assertThatThrownBy(() -> KEYCLOAK.verify(signed(JOSEObjectType.JWT, other)))
                .isInstanceOf(InvalidToken.class);
    }

    @Test
    void ourOwnTokensNeedNoMapping() {
        Tokens ours = tokens("https://concierge.local", List.of("concierge"), Map.of());
        Map<String, Object> claims = Map.of(
                "iss", "https://concierge.local",
                "aud", "concierge",
                "sub", "app",
                "kind", "client",
                "scope", List.of("users:read"),
                "businesses", new ArrayList<>());

        Caller caller = ours.verify(signed(new JOSEObjectType("at+jwt"), claims));

        assertThat(caller.kind()).isEqualTo(Caller.Kind.CLIENT);
        assertThat(caller.scopes()).containsExactly("users:read");
        assertThat(caller.businesses()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"staff", "staff=", "=operator", "staff=boss"})
    void aMappingThatMeansNothingStopsTheStart(String kinds) {
        assertThatThrownBy(() -> tokens(POOL, List.of("x"), Map.of("kinds", kinds)))
                .hasStackTraceContaining("kinds: ");
    }
}
