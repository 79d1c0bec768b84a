package dev.concierge.user.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.concierge.user.Answer;
import dev.concierge.user.UserServiceFlow;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenFlowTests extends UserServiceFlow {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/oauth2/jwks",
                "/.well-known/openid-configuration",
                "/.well-known/oauth-authorization-server",
                "/oauth2/sign-in"
            })
    void headIsGetWithoutTheBody(String path) {
        Answer head = call("HEAD", path, null, null);

        assertThat(head.status()).isEqualTo(200);
        assertThat(head.text()).isEmpty();
        assertThat(head.header("Content-Type")).isEqualTo(get(path, null).header("Content-Type"));
    }

    @Test
    void tokensSayWhatTheContractSays() throws ParseException {
        JWTClaimsSet app = claims(app());

        assertThat(app.getIssuer()).isEqualTo("https://concierge.local");
        assertThat(app.getSubject()).isEqualTo("app");
        assertThat(app.getAudience()).containsExactly("concierge");
        assertThat(app.getStringClaim("kind")).isEqualTo("client");
        assertThat(app.getStringListClaim("scope"))
                .contains("users:read", "dating:write")
                .hasSize(14);
        assertThat(app.getStringListClaim("businesses")).isEmpty();
        assertThat(Duration.between(
                        app.getIssueTime().toInstant(), app.getExpirationTime().toInstant()))
                .isBetween(Duration.ofMinutes(5), Duration.ofMinutes(15));
        assertThat(SignedJWT.parse(app()).getHeader().getAlgorithm().getName()).isEqualTo("RS256");
        assertThat(claims(token("notification-hub")).getStringClaim("kind")).isEqualTo("service");
        assertThat(claims(operator()).getStringClaim("kind")).isEqualTo("operator");
    }

    @Test
    void aClientGetsTheScopesItAsksForAndNoOthers() throws ParseException {
        assertThat(claims(token("app", "users:read")).getStringListClaim("scope"))
                .containsExactly("users:read");
        assertThat(post("/users", token("app", "users:read"), Map.of("email", "a@b.de"))
                        .status())
                .isEqualTo(403);
        Answer tooMuch = tokenAnswer("notification-hub", secretOf("notification-hub"), "resources:write");
        assertThat(tooMuch.status()).isEqualTo(400);
        assertThat(tooMuch.at("/error")).isEqualTo("invalid_scope");
    }

    @Test
    void aTokenIsForTheBusinessesAskedForAmongTheClientsOwn() throws ParseException {
        assertThat(claims(forBusinesses("app", "bistro+spa").at("/access_token"))
                        .getStringListClaim("businesses"))
                .containsExactly("bistro", "spa");
        assertThat(claims(token("partner")).getStringListClaim("businesses")).containsExactly("bistro", "hotel");
        assertThat(claims(forBusinesses("partner", "hotel").at("/access_token")).getStringListClaim("businesses"))
                .containsExactly("hotel");

        Answer notItsOwn = forBusinesses("partner", "hotel+spa");
        assertThat(notItsOwn.status()).isEqualTo(400);
        assertThat(notItsOwn.at("/error")).isEqualTo("invalid_request");
        assertThat(notItsOwn.at("/error_description"))
                .isEqualTo("businesses: hotel spa (expected: some of [bistro, hotel])");
        assertThat(forBusinesses("app", "").at("/error_description"))
                .isEqualTo("businesses:  (expected: ids of businesses, by spaces)");
    }

    @Test
    void secretsMayComeInTheHeaderToo() {
        String basic = Base64.getEncoder().encodeToString(("app:" + secretOf("app")).getBytes(StandardCharsets.UTF_8));

        Answer answer = send(request("/oauth2/token")
                .header("Authorization", "Basic " + basic)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("grant_type=client_credentials")));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.at("/token_type")).isEqualTo("Bearer");
        assertThat(answer.header("Cache-Control")).contains("no-store");
    }

    @Test
    void aWrongSecretIsAnsweredAsTheStandardSays() {
        Answer wrong = tokenAnswer("app", "not-the-secret");
        assertThat(wrong.status()).isEqualTo(401);
        assertThat(wrong.at("/error")).isEqualTo("invalid_client");

        assertThat(tokenAnswer("nobody", "x").at("/error")).isEqualTo("invalid_client");
        // known to the fleet, but this installation has no secret for it
        assertThat(tokenAnswer("datemaker", "").at("/error")).isEqualTo("invalid_client");
    }

    @Test
    void guestsSeeThemselvesAndNobodyElse() throws ParseException {
        String ada = registered(Map.of("firstName", "Ada"));
        String bob = registered(Map.of());

        Answer issued = post("/users/" + ada + "/tokens", app(), null);

        assertThat(issued.status()).as(issued.text()).isEqualTo(201);
        String guest = issued.at("/token");
        JWTClaimsSet claims = claims(guest);
        assertThat(claims.getSubject()).isEqualTo(ada);
        assertThat(claims.getStringClaim("kind")).isEqualTo("guest");
        assertThat(Instant.parse(issued.at("/expiresAt")))
                .isAfter(clock.instant().plus(Duration.ofMinutes(14)));
        assertThat(get("/users/" + ada, guest).at("/firstName")).isEqualTo("Ada");
        assertThat(get("/profiles/" + ada, guest).status()).isEqualTo(200);
        assertThat(put("/users/" + ada + "/preferences", guest, "{}").status()).isEqualTo(200);
        for (String path : List.of("/users/%s", "/users/%s/preferences", "/profiles/%s")) {
            assertThat(get(path.formatted(bob), guest).status()).isEqualTo(404);
        }
        assertThat(get("/users", guest).status()).isEqualTo(403);
        assertThat(post("/users/" + ada + "/tokens", guest, null).status()).isEqualTo(403);
    }

    @Test
    void guestTokensAreForGuestsWhoAreThereAndForThoseWhoMayAsk() {
        assertThat(post("/users/" + UUID.randomUUID() + "/tokens", app(), null).status())
                .isEqualTo(404);
        String ada = registered(Map.of());
        assertThat(post("/users/" + ada + "/tokens", operator(), null).status()).isEqualTo(201);
        assertThat(post("/users/" + ada + "/tokens", token("app", "users:read"), null)
                        .status())
                .isEqualTo(403);
        assertThat(post("/users/" + ada + "/tokens", token("journey-service"), null)
                        .status())
                .isEqualTo(403);
        assertThat(post("/users/" + ada + "/tokens", null, null).status()).isEqualTo(401);
    }

    @Test
    void whatTheServerCouldDoBesidesIsShut() {
        for (String path :
                List.of("/oauth2/introspect", "/oauth2/revoke", "/oauth2/device_authorization", "/oauth2/par")) {
            Answer answer = send(request(path)
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(BodyPublishers.ofString(
                            "client_id=app&client_secret=" + secretOf("app") + "&token=x&scope=users:read")));
            assertThat(answer.status()).as(path + answer.text()).isBetween(400, 499);
        }
        Answer discovery = get("/.well-known/openid-configuration", null);
        assertThat(discovery.at("/issuer")).isEqualTo("https://concierge.local");
        assertThat(discovery.at("/token_endpoint")).isEqualTo("http://localhost:8080/oauth2/token");
        assertThat(get("/.well-known/oauth-authorization-server", null).text()).doesNotContain("introspect");
        assertThat(discovery.text()).doesNotContain("introspect", "revoke", "device", "par\"");
    }

    private Answer forBusinesses(String clientId, String businesses) {
        return send(request("/oauth2/token")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("grant_type=client_credentials&client_id=" + clientId + "&client_secret="
                        + secretOf(clientId) + "&businesses=" + businesses)));
    }

    private static JWTClaimsSet claims(String token) throws ParseException {
        return SignedJWT.parse(token).getJWTClaimsSet();
    }
}
