package dev.concierge.user.token.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.concierge.platform.security.Caller;
import dev.concierge.platform.security.revocation.TokenMarks;
import dev.concierge.user.Answer;
import dev.concierge.user.UserServiceFlow;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

class ClientFlowTests extends UserServiceFlow {
    @Autowired
    private JdbcClient jdbc;

    private final String id = "shop-" + UUID.randomUUID();

    @BeforeEach
    void now() {
        clock.reset();
    }

    @Test
    void aClientIsMadeAndItsSecretIsShownOnce() throws Exception {
        Answer made = post(
                "/clients",
                operator(),
                Map.of("clientId", id, "scopes", List.of("users:read", "items:read"), "businesses", List.of("bistro")));

        assertThat(made.status()).as(made.text()).isEqualTo(201);
        assertThat(made.header("Location")).isEqualTo("/clients/" + id);
        assertThat(made.at("/client/origin")).isEqualTo("admin");
        String secret = made.at("/secret");
        assertThat(secret).hasSize(43);
        JWTClaimsSet claims = claims(tokenOf(secret));
        assertThat(claims.getSubject()).isEqualTo(id);
        assertThat(claims.getStringClaim("kind")).isEqualTo("client");
        assertThat(claims.getStringListClaim("scope")).containsExactlyInAnyOrder("users:read", "items:read");
        assertThat(claims.getStringListClaim("businesses")).containsExactly("bistro");
        assertThat(tokenAnswer(id, "another-0123456789abcdef012345").status()).isEqualTo(401);
        assertThat(tokenAnswer(id, secret, "users:write").at("/error")).isEqualTo("invalid_scope");
        assertThat(get("/clients/" + id, operator()).text()).doesNotContain(secret);
        assertThat(jdbc.sql("SELECT secret FROM api_clients WHERE client_id = ?")
                        .param(id)
                        .query(String.class)
                        .single())
                .isNotEqualTo(secret)
                .hasSize(64);
        assertThat(get("/ops/audit?target=/clients/" + id, operator()).text())
                .contains("made with items:read users:read for bistro")
                .doesNotContain(secret);
    }

    @Test
    void aRenewedSecretTakesThePlaceOfTheOneBeforeAtOnce() throws Exception {
        String old = made();

        Answer renewed = post("/clients/" + id + "/secret", operator(), Map.of());

        assertThat(renewed.status()).as(renewed.text()).isEqualTo(200);
        assertThat(tokenAnswer(id, old).status()).isEqualTo(401);
        assertThat(tokenOf(renewed.at("/secret"))).isNotEmpty();
        assertThat(renewed.at("/client/renewedAt")).isNotEmpty();
    }

    @Test
    void theOneBeforeCountsForAsLongAsWasSaid() throws Exception {
        String first = made();
        String second = post("/clients/" + id + "/secret", operator(), Map.of("keepPrevious", "PT1H"))
                .at("/secret");
        assertThat(tokenOf(first)).isNotEmpty();
        assertThat(tokenOf(second)).isNotEmpty();

        clock.advance(Duration.ofMinutes(61));
        assertThat(tokenAnswer(id, first).status()).isEqualTo(401);
        assertThat(tokenOf(second)).isNotEmpty();

        String third = post("/clients/" + id + "/secret", operator(), Map.of("keepPrevious", "P1D"))
                .at("/secret");
        assertThat(tokenAnswer(id, first).status())
                .as("the one before the one before")
                .isEqualTo(401);
        assertThat(tokenOf(second)).isNotEmpty();
        assertThat(tokenOf(third)).isNotEmpty();
    }

    @Test
    void aWithdrawnClientIsOutForGood() {
        String secret = made();
        String token = tokenOf(secret);
        assertThat(get("/users?limit=1", token).status()).isEqualTo(200);

        assertThat(call("DELETE", "/clients/" + id, operator(), null).status()).isEqualTo(204);

        await().untilAsserted(
                        () -> assertThat(get("/users?limit=1", token).status()).isEqualTo(401));
        assertThat(tokenAnswer(id, secret).status()).isEqualTo(401);
        Answer withdrawn = get("/clients/" + id, operator());
        assertThat(withdrawn.json().path("isRegistered").asBoolean(true)).isFalse();
        assertThat(withdrawn.at("/withdrawnAt")).isNotEmpty();
        assertThat(post("/clients/" + id + "/secret", operator(), Map.of()).at("/code"))
                .isEqualTo("client-withdrawn");
        assertThat(call("DELETE", "/clients/" + id, operator(), null).status()).isEqualTo(409);
        assertThat(make(id).at("/code")).as("under the same id").isEqualTo("client-id-taken");
        assertThat(get("/users?limit=1", app()).status()).as("a bystander").isEqualTo(200);
    }

    @Test
    void aBusinessThatIsTakenFromAClientIsNoLongerItsTokens() throws Exception {
        String secret = madeFor("bistro", "hotel");
        assertThat(claims(tokenOf(secret)).getStringListClaim("businesses"))
                .containsExactlyInAnyOrder("bistro", "hotel");

        assertThat(withdrawFrom("bistro").status()).isEqualTo(204);

        assertThat(claims(tokenOf(secret)).getStringListClaim("businesses")).containsExactly("hotel");
        assertThat(isRevoked(TokenMarks.ofTenant(Caller.Kind.CLIENT, id, "bistro")))
                .as("what tokens of before are told by")
                .isTrue();
        assertThat(isRevoked(TokenMarks.ofTenant(Caller.Kind.CLIENT, id, "hotel")))
                .isFalse();
        assertThat(isRevoked(TokenMarks.ofSubject(Caller.Kind.CLIENT, id))).isFalse();
        assertThat(withdrawFrom("bistro").at("/code")).isEqualTo("client-business-not-found");
    }

    /** None named would mean all. */
    @Test
    void theLastBusinessIsNotTaken() {
        madeFor("bistro");

        assertThat(withdrawFrom("bistro").at("/code")).isEqualTo("client-last-business");

        assertThat(get("/clients/" + id, operator()).at("/businesses/0")).isEqualTo("bistro");
        assertThat(isRevoked(TokenMarks.ofTenant(Caller.Kind.CLIENT, id, "bistro")))
                .isFalse();
    }

    @Test
    void fromAClientOfAllBusinessesNoneIsTaken() {
        made();

        assertThat(withdrawFrom("bistro").at("/code")).isEqualTo("client-business-not-found");
        assertThat(call("DELETE", "/clients/partner/businesses/bistro", operator(), null)
                        .at("/code"))
                .isEqualTo("client-in-settings");
        assertThat(call("DELETE", "/clients/" + id + "/businesses/bistro", app(), null)
                        .status())
                .isEqualTo(403);
    }

    /** As resource-service tells it. */
    @Test
    void aBusinessThatIsErasedIsNoLongerAnybodysTokens() {
        String gone = "gone-" + UUID.randomUUID();
        messages.publish("businesses", gone, "business.erased", Map.of("businessId", gone));

        await().untilAsserted(() -> assertThat(isRevoked(TokenMarks.ofBusiness(gone)))
                .as("what tokens are told by")
                .isTrue());
    }

    private String madeFor(String... businesses) {
        Answer made = post(
                "/clients",
                operator(),
                Map.of("clientId", id, "scopes", List.of("users:read"), "businesses", List.of(businesses)));
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        return made.at("/secret");
    }

    private Answer withdrawFrom(String business) {
        return call("DELETE", "/clients/" + id + "/businesses/" + business, operator(), null);
    }

    /** Whether the list that every service follows has it. */
    private boolean isRevoked(UUID mark) {
        return jdbc.sql("SELECT count(*) FROM token_revocations WHERE mark = ?")
                        .param(mark)
                        .query(Integer.class)
                        .single()
                > 0;
    }

    /** Tokens and the audit log name clients and operators by one word. */
    @ParameterizedTest
    @CsvSource({"app", "cli", "partner", "dashboard", "journey-service", "operator", "me"})
    void anIdThatIsSomebodysIsTaken(String taken) {
        assertThat(make(taken).at("/code")).isEqualTo("client-id-taken");
    }

    @Test
    void operatorsAreNotNamedAsClientsAre() {
        made();

        assertThat(post("/operators", operator(), Map.of("name", id, "role", "viewer"))
                        .at("/code"))
                .isEqualTo("operator-name-taken");
    }

    @ParameterizedTest
    @CsvSource({"app", "partner"})
    void thoseOfTheInstallationAreReadAlone(String installed) {
        assertThat(get("/clients/" + installed, operator()).at("/origin"))
                .isEqualTo(installed.equals("app") ? "fleet" : "settings");
        assertThat(post("/clients/" + installed + "/secret", operator(), Map.of())
                        .at("/code"))
                .isEqualTo("client-in-settings");
        assertThat(call("DELETE", "/clients/" + installed, operator(), null).at("/code"))
                .isEqualTo("client-in-settings");
        assertThat(tokenAnswer(installed, secretOf(installed)).status()).isEqualTo(200);
    }

    @Test
    void theListHasAllOfThemPageByPage() {
        IntStream.range(0, 3).forEach(number -> make(id + "-" + number));

        List<String> all = new ArrayList<>();
        String cursor = "";
        do {
            Answer page = get("/clients?limit=3" + cursor, operator());
            all.addAll(page.json().path("items").findValuesAsString("clientId"));
            assertThat(page.json().path("items").size()).isBetween(1, 3);
            String next = page.json().path("next").asString("");
            cursor = next.isEmpty() ? "" : "&cursor=" + URLEncoder.encode(next, StandardCharsets.UTF_8);
        } while (!cursor.isEmpty());

        assertThat(all)
                .contains("app", "partner", id + "-0", id + "-1", id + "-2")
                .doesNotHaveDuplicates();
        assertThat(all).isSorted();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{};/clientId",
                "{\"clientId\": \"Shop\", \"scopes\": [\"users:read\"]};/clientId",
                "{\"clientId\": \"shop-x\"};/scopes",
                "{\"clientId\": \"shop-x\", \"scopes\": []};/scopes",
                "{\"clientId\": \"shop-x\", \"scopes\": [\"users:raed\"]};/scopes",
                "{\"clientId\": \"shop-x\", \"scopes\": [\"access:write\"]};/scopes",
                "{\"clientId\": \"shop-x\", \"scopes\": [\"users:read\"], \"businesses\": [\"a b\"]};/businesses"
            })
    void whatIsWrongIsNamed(String body, String pointer) {
        Answer refused = post("/clients", operator(), body);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.at("/errors/0/pointer")).startsWith(pointer);
        assertThat(refused.at("/errors/0/detail")).contains("(expected: ");
    }

    @ParameterizedTest
    @CsvSource({"-PT1S", "P31D", "soon"})
    void aSecretIsKeptForAMonthAtMost(String keep) {
        made();

        Answer refused = post("/clients/" + id + "/secret", operator(), Map.of("keepPrevious", keep));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.at("/errors/0/pointer")).isEqualTo("/keepPrevious");
    }

    @Test
    void nobodyButAdminsMakesClients() {
        made();

        assertThat(post("/clients", app(), Map.of("clientId", id + "x", "scopes", List.of("users:read")))
                        .status())
                .isEqualTo(403);
        assertThat(call("DELETE", "/clients/" + id, app(), null).status()).isEqualTo(403);
        assertThat(post("/clients/" + id + "/secret", app(), Map.of()).status()).isEqualTo(403);
        assertThat(get("/clients/nobody", operator()).at("/code")).isEqualTo("client-not-found");
        assertThat(post("/clients/nobody/secret", operator(), Map.of()).status())
                .isEqualTo(404);
    }

    @Test
    void whoAsksForATokenUnderNoPossibleIdIsUnknown() {
        assertThat(send(request("/oauth2/token")
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(BodyPublishers.ofString(
                                        "grant_type=client_credentials&client_secret=x&client_id=a%00b")))
                        .status())
                .isIn(400, 401);
    }

    private Answer make(String clientId) {
        return post("/clients", operator(), Map.of("clientId", clientId, "scopes", List.of("users:read")));
    }

    private String made() {
        Answer made = make(id);
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        return made.at("/secret");
    }

    private String tokenOf(String secret) {
        Answer answer = tokenAnswer(id, secret);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.at("/access_token");
    }

    private static JWTClaimsSet claims(String token) throws Exception {
        return SignedJWT.parse(token).getJWTClaimsSet();
    }
}
