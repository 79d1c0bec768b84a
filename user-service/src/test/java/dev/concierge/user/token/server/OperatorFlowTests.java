package dev.concierge.user.token.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.concierge.user.Answer;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Operators as people: how they come, what they may, and how they go. */
class OperatorFlowTests extends SignInFlow {
    private static final String PASSWORD = "correct horse battery";

    @Autowired
    private JdbcClient jdbc;

    private final String name = "ada-" + UUID.randomUUID();

    /** Codes are good for minutes of the real time; and later than an account waits for what another test tried. */
    @BeforeEach
    void lateEnough() {
        clock.reset();
        from = "203.0.113." + Math.floorMod(name.hashCode(), 250);
        jdbc.sql("DELETE FROM sign_in_attempts").update();
    }

    @Test
    void whoIsInvitedSetsAPasswordOnceAndSignsInWithTheRole() throws Exception {
        Answer invited = post("/operators", operator(), Map.of("name", name, "role", "viewer"));
        assertThat(invited.status()).as(invited.text()).isEqualTo(201);
        assertThat(invited.header("Location")).isEqualTo("/operators/" + name);
        assertThat(invited.at("/operator/state")).isEqualTo("invited");
        String link = invited.at("/link");
        assertThat(link).startsWith("http://localhost:8080/oauth2/password?link=");
        assertThat(get("/operators/" + name, operator()).text()).doesNotContain(secretIn(link));

        assertThat(setPassword(link, "too short").status()).isEqualTo(400);
        assertThat(setPassword(link, PASSWORD).text()).contains("The password of " + name + " is set.");
        assertThat(setPassword(link, "another battery staple").status())
                .as("a second time")
                .isEqualTo(404);

        JWTClaimsSet claims = claims(signedIn(name, PASSWORD));
        assertThat(claims.getSubject()).isEqualTo(name);
        assertThat(claims.getStringListClaim("grants")).containsExactly("viewer");
        assertThat(claims.getStringListClaim("scope"))
                .contains("users:read")
                .noneMatch(scope -> scope.endsWith(":write"));
        assertThat(get("/operators/" + name, operator()).at("/state")).isEqualTo("active");
    }

    @Test
    void aLinkIsOverAfterItsLife() {
        String link = invited(name, "operator");
        clock.advance(Duration.ofDays(3).plusSeconds(1));

        assertThat(browse(request(pathOf(link)).GET()).status()).isEqualTo(404);
        assertThat(browse(request("/oauth2/password").GET()).status()).isEqualTo(400);
        assertThat(setPassword(link, PASSWORD).status()).isEqualTo(404);
    }

    @Test
    void aViewerReadsEverythingAndChangesNothing() throws Exception {
        String viewer = joined(name, "viewer");

        assertThat(get("/users?limit=1", viewer).status()).isEqualTo(200);
        assertThat(get("/ops/audit?limit=1", viewer).status()).isEqualTo(200);
        Answer refused = post("/users", viewer, Map.of("email", name + "@example.org"));
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.at("/detail")).contains("an operator whose role is not viewer");
        assertThat(get("/users?email=" + name + "@example.org", viewer).json().at("/items"))
                .isEmpty();
        assertThat(post("/ops/dead-letters", viewer, Map.of()).status()).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"viewer", "operator"})
    void onlyAdminsSayWhoHasAccess(String role) throws Exception {
        String token = joined(name, role);

        assertThat(get("/operators", token).status()).isEqualTo(403);
        assertThat(get("/clients", token).status()).isEqualTo(403);
        assertThat(post("/operators", token, Map.of("name", name + "x", "role", "admin"))
                        .status())
                .isEqualTo(403);
        assertThat(put("/operators/" + name + "/role", token, Map.of("role", "admin"))
                        .status())
                .isEqualTo(403);
        assertThat(post("/ops/keys/rotate", token, null).status()).isEqualTo(403);
        assertThat(get("/operators/me", token).at("/operator/role")).isEqualTo(role);
    }

    @Test
    void anAdminInvites() throws Exception {
        String admin = joined(name, "admin");

        assertThat(post("/operators", admin, Map.of("name", name + "x", "role", "viewer"))
                        .status())
                .isEqualTo(201);
        assertThat(get("/operators/" + name + "x", admin).at("/invitedBy")).isEqualTo(name);
        assertThat(get("/clients", admin).text())
                .contains("\"partner\"", "bistro")
                .doesNotContain(secretOf("partner"));
        assertThat(auditOf("/operators/" + name + "x")).contains(name + " invited as viewer done");
        assertThat(auditOf("/operators")).contains(name + " POST /operators asked", name + " POST /operators 201");
    }

    @ParameterizedTest
    @CsvSource({"Ada", "a", "1ada", "me", "app", "partner", "journey-service", "operator"})
    void namesAreNobodyElses(String taken) {
        int status = post("/operators", operator(), Map.of("name", taken, "role", "viewer"))
                .status();

        assertThat(status).isEqualTo(taken.matches("[a-z][a-z-]+") ? 409 : 400);
    }

    @Test
    void whoIsDeactivatedIsOutAtOnceAndComesBackByANewLinkAlone() throws Exception {
        String token = joined(name, "operator");
        String unredeemed =
                codeIn(browse(request(authorize("S256", challenge())).GET()));

        assertThat(post("/operators/" + name + "/deactivate", operator(), null).at("/state"))
                .isEqualTo("deactivated");

        await().untilAsserted(
                        () -> assertThat(get("/users?limit=1", token).status()).isEqualTo(401));
        assertThat(redeem(unredeemed, VERIFIER).at("/error")).isEqualTo("invalid_grant");
        assertThat(browse(request(authorize("S256", challenge())).GET()).header("Location"))
                .isEqualTo("/oauth2/sign-in");
        assertThat(signIn(name, PASSWORD, "").status()).isEqualTo(401);
        assertThat(post("/operators/" + name + "/reset", operator(), null).at("/code"))
                .isEqualTo("operator-deactivated");

        String link = post("/operators/" + name + "/activate", operator(), null).at("/link");
        assertThat(signIn(name, PASSWORD, "").status()).as("the old password").isEqualTo(401);
        setPassword(link, "another battery staple");
        assertThat(signIn(name, "another battery staple", "").status()).isEqualTo(302);
    }

    @Test
    void aResetEndsPasswordSessionsAndTokens() throws Exception {
        String token = joined(name, "operator");

        String link = post("/operators/" + name + "/reset", operator(), null).at("/link");

        await().untilAsserted(
                        () -> assertThat(get("/users?limit=1", token).status()).isEqualTo(401));
        assertThat(signIn(name, PASSWORD, "").status()).isEqualTo(401);
        assertThat(setPassword(link, "another battery staple").status()).isEqualTo(200);
    }

    @Test
    void anotherRoleCountsForTheNextTokenAndEndsTheOthers() throws Exception {
        String token = joined(name, "admin");
        post("/operators", operator(), Map.of("name", name + "x", "role", "admin"));

        assertThat(put("/operators/" + name + "/role", operator(), Map.of("role", "viewer"))
                        .status())
                .isEqualTo(200);

        await().untilAsserted(
                        () -> assertThat(get("/operators", token).status()).isEqualTo(401));
        assertThat(claims(signedIn(name, PASSWORD)).getStringListClaim("grants"))
                .containsExactly("viewer");
    }

    /** {@code operator}, whose password is a file here, is one; each of two who go at once sees the other. */
    @Test
    void theLastAdminStays() throws Exception {
        jdbc.sql("UPDATE operators SET deactivated_at = now() WHERE role = 'ADMIN' AND name <> 'operator'")
                .update();
        assertThat(post("/operators/operator/deactivate", operator(), null).at("/code"))
                .isEqualTo("last-admin");
        assertThat(put("/operators/operator/role", operator(), Map.of("role", "viewer"))
                        .at("/code"))
                .isEqualTo("last-admin");

        joined(name, "admin");
        List<Integer> statuses;
        try (ExecutorService both = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Integer> first = () ->
                    post("/operators/operator/deactivate", operator(), null).status();
            Callable<Integer> second = () ->
                    post("/operators/" + name + "/deactivate", operator(), null).status();
            statuses = both.invokeAll(List.of(first, second)).stream()
                    .map(Future::resultNow)
                    .toList();
        }
        assertThat(statuses).containsExactlyInAnyOrder(200, 409);
        assertThat(post("/operators/operator/activate", operator(), null).status())
                .isEqualTo(200);
    }

    @Test
    void thePasswordInTheFileIsChangedThere() {
        assertThat(post("/operators/operator/reset", operator(), null).at("/code"))
                .isEqualTo("password-in-file");
        assertThat(post("/operators/nobody-of-that-name/reset", operator(), null)
                        .status())
                .isEqualTo(404);
    }

    @Test
    void aViewerChangesTheirOwnPasswordByTheOldOne() throws Exception {
        String viewer = joined(name, "viewer");

        assertThat(password(viewer, "wrong", "another battery staple").at("/code"))
                .isEqualTo("wrong-password");
        assertThat(password(viewer, PASSWORD, "too short").at("/errors/0/pointer"))
                .isEqualTo("/password");
        assertThat(password(viewer, PASSWORD, name + "-password1").at("/errors/0/pointer"))
                .as("made of their own name")
                .isEqualTo("/password");
        assertThat(password(viewer, PASSWORD, "another battery staple").status())
                .isEqualTo(204);

        await().untilAsserted(
                        () -> assertThat(get("/operators/me", viewer).status()).isEqualTo(401));
        assertThat(signIn(name, PASSWORD, "").status()).isEqualTo(401);
        assertThat(signIn(name, "another battery staple", "").status()).isEqualTo(302);
    }

    @Test
    void whoGuessesTheOldPasswordByAStolenTokenWaits() throws Exception {
        String token = joined(name, "operator");
        for (int guess = 0; guess < 5; guess++) {
            assertThat(password(token, "guess " + guess, PASSWORD).status()).isEqualTo(403);
        }
        Answer shut = password(token, PASSWORD, "another battery staple");

        assertThat(shut.status()).as("the right one is not told from others").isEqualTo(429);
        assertThat(Integer.parseInt(shut.header("Retry-After"))).isPositive();
        assertThat(signIn(name, PASSWORD, "").status()).as("the owner").isEqualTo(302);
    }

    @Test
    void whoIsNoPersonHereHasNoAccount() {
        assertThat(get("/operators/me", operator()).at("/code")).isEqualTo("operator-not-found");
        assertThat(get("/operators/me", app()).status()).isEqualTo(403);
    }

    @Test
    void aNarrowRoleGetsFewerScopesThanWereAskedFor() throws Exception {
        joined(name, "viewer");

        assertThat(tokenOfTheDashboard().at("/scope")).contains("users:read").doesNotContain("write", "access");
    }

    private Answer password(String token, String current, String wanted) {
        return put("/operators/me/password", token, Map.of("current", current, "password", wanted));
    }

    /** Invited, with a password, and signed in. */
    private String joined(String operator, String role) throws Exception {
        String link = invited(operator, role);
        assertThat(setPassword(link, PASSWORD).status()).isEqualTo(200);
        return signedIn(operator, PASSWORD);
    }

    private String invited(String operator, String role) {
        Answer invited = post("/operators", operator(), Map.of("name", operator, "role", role));
        assertThat(invited.status()).as(invited.text()).isEqualTo(201);
        return invited.at("/link");
    }

    private Answer setPassword(String link, String password) {
        Answer page = browse(request(pathOf(link)).GET());
        String csrf = csrfIn(page);
        return browse(form("/oauth2/password", Map.of("link", secretIn(link), "password", password, "_csrf", csrf)));
    }

    private String signedIn(String operator, String password) throws Exception {
        cookies.clear();
        assertThat(signIn(operator, password, "").status()).isEqualTo(302);
        Answer redeemed = tokenOfTheDashboard();
        assertThat(redeemed.status()).as(redeemed.text()).isEqualTo(200);
        return redeemed.at("/access_token");
    }

    private List<String> auditOf(String target) {
        return jdbc.sql("SELECT actor || ' ' || action || ' ' || outcome FROM platform.audit_log WHERE target = ?")
                .param(target)
                .query((row, _) -> Objects.requireNonNull(row.getString(1)))
                .list();
    }

    private static JWTClaimsSet claims(String token) throws Exception {
        return SignedJWT.parse(token).getJWTClaimsSet();
    }

    private static String pathOf(String link) {
        URI uri = URI.create(link);
        return uri.getPath() + "?" + uri.getQuery();
    }

    private static String secretIn(String link) {
        return link.substring(link.indexOf("link=") + "link=".length());
    }
}
