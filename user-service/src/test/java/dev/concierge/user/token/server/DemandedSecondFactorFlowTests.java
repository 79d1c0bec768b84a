package dev.concierge.user.token.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jwt.SignedJWT;
import dev.concierge.user.Answer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

/** Where admins must have a second factor. */
@TestPropertySource(properties = "concierge.user.token.second-factor=admins")
class DemandedSecondFactorFlowTests extends SignInFlow {
    private static final String PASSWORD = "correct horse battery";
    private static final String SET_UP = "/oauth2/second-factor";

    @Autowired
    private JdbcClient jdbc;

    private final String name = "hedy-" + UUID.randomUUID();

    @BeforeEach
    void lateEnough() {
        clock.reset();
        from = "203.0.113." + Math.floorMod(name.hashCode(), 250);
        jdbc.sql("DELETE FROM sign_in_attempts").update();
    }

    @Test
    void whoHasNoneSetsItUpBeforeACodeIsGivenOut() throws Exception {
        Answer page = halfWay();
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("Content-Security-Policy")).contains("default-src 'none'");
        assertThat(page.text()).contains("<svg", "otpauth://totp/Concierge:" + name);
        Answer wrong = confirm(page, "000000");
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(secretIn(wrong)).as("the app has it by now").isEqualTo(secretIn(page));
        Answer set = confirm(wrong, appShows(secretIn(page)));

        assertThat(set.text()).contains("It counts from now on.");
        assertThat(set.text().split("<li>", -1)).hasSize(11);
        Answer goneOn = browse(request(nextIn(set)).GET());
        assertThat(goneOn.header("Location")).startsWith(DASHBOARD).contains("code=");
        String token = redeem(codeIn(goneOn), VERIFIER).at("/access_token");
        assertThat(SignedJWT.parse(token).getJWTClaimsSet().getSubject()).isEqualTo(name);
        assertThat(get("/operators/me", token).at("/operator/isSecondFactorDemanded"))
                .isEqualTo("true");
        assertThat(signIn(name, PASSWORD, "").status())
                .as("the next sign-in, without a code")
                .isEqualTo(401);
        clock.advance(STEP);
        assertThat(signIn(name, PASSWORD, appShows(secretIn(page))).status()).isEqualTo(302);
        assertThat(get("/ops/audit?actor=" + name, operator())
                        .json()
                        .path("items")
                        .findValuesAsString("action"))
                .contains("set up second factor");
    }

    @Test
    void otherRolesSignInWithoutOne() throws Exception {
        invite(name, "operator", PASSWORD);
        signIn(name, PASSWORD, "");

        String token = tokenOfTheDashboard().at("/access_token");

        assertThat(get("/operators/me", token).at("/operator/isSecondFactorDemanded"))
                .isEqualTo("false");
        assertThat(browse(request(SET_UP).GET()).header("Location")).isEqualTo("/oauth2/sign-in");
    }

    /** Whoever knows the password and was there first would know the secret of whoever sets it up. */
    @Test
    void whatWasOfferedInAnotherBrowserIsNotTaken() throws Exception {
        Answer theirs = halfWay();
        cookies.clear();
        signIn(name, PASSWORD, "");
        Answer mine = browse(request(SET_UP).GET());
        assertThat(secretIn(mine)).isNotEqualTo(secretIn(theirs));

        Map<String, String> fields = new HashMap<>(Map.of(
                "offered", fieldIn(theirs, "offered"), "code", appShows(secretIn(theirs)), "_csrf", csrfIn(mine)));
        Answer refused = browse(form(SET_UP, fields));
        assertThat(refused.status()).isEqualTo(400);
        assertThat(secretIn(refused)).isNotEqualTo(secretIn(theirs));
        fields.put("offered", "bm90IG9mZmVyZWQ");
        assertThat(browse(form(SET_UP, fields)).status()).isEqualTo(400);

        assertThat(hasSecondFactor()).isFalse();
    }

    @Test
    void otherSessionsOfThePasswordEndWithIt() throws Exception {
        Answer page = halfWay();
        Map<String, String> theirs = new HashMap<>(cookies);
        cookies.clear();
        signIn(name, PASSWORD, "");
        Answer mine = browse(request(SET_UP).GET());
        assertThat(confirm(mine, appShows(secretIn(mine))).status()).isEqualTo(200);

        cookies.clear();
        cookies.putAll(theirs);
        assertThat(confirm(page, appShows(secretIn(page))).header("Location")).isEqualTo("/oauth2/sign-in");
        assertThat(browse(request(authorize("S256", challenge())).GET()).header("Location"))
                .isEqualTo("/oauth2/sign-in");
    }

    @Test
    void whoTakesTheirTimeGivesThePasswordAgain() throws Exception {
        Answer page = halfWay();
        clock.advance(Duration.ofMinutes(10).plusSeconds(1));

        assertThat(confirm(page, appShows(secretIn(page))).header("Location")).isEqualTo("/oauth2/sign-in");
        assertThat(browse(request(authorize("S256", challenge())).GET()).header("Location"))
                .isEqualTo("/oauth2/sign-in");
        assertThat(hasSecondFactor()).isFalse();
    }

    @Test
    void whoseWasTakenAwaySetsUpAnotherOne() throws Exception {
        Answer page = halfWay();
        Answer set = confirm(page, appShows(secretIn(page)));
        String token =
                redeem(codeIn(browse(request(nextIn(set)).GET())), VERIFIER).at("/access_token");

        call("DELETE", "/operators/" + name + "/second-factor", operator(), null);

        await().untilAsserted(
                        () -> assertThat(get("/operators/me", token).status()).isEqualTo(401));
        cookies.clear();
        signIn(name, PASSWORD, "");
        assertThat(browse(request(authorize("S256", challenge())).GET()).header("Location"))
                .isEqualTo(SET_UP);
    }

    /** An admin with a password, who asks for a code. */
    private Answer halfWay() throws Exception {
        invite(name, "admin", PASSWORD);
        browse(request(authorize("S256", challenge())).GET());
        Answer signedIn = signIn(name, PASSWORD, "");
        assertThat(signedIn.header("Location")).startsWith("/oauth2/authorize?");
        Answer asked = browse(request(signedIn.header("Location")).GET());
        assertThat(asked.status()).isEqualTo(302);
        assertThat(asked.header("Location")).isEqualTo(SET_UP);
        return browse(request(SET_UP).GET());
    }

    private Answer confirm(Answer page, String code) {
        return browse(form(SET_UP, Map.of("offered", fieldIn(page, "offered"), "code", code, "_csrf", csrfIn(page))));
    }

    private boolean hasSecondFactor() {
        return get("/operators/" + name, operator())
                .json()
                .path("hasSecondFactor")
                .asBoolean();
    }

    private static String secretIn(Answer page) {
        return found(page, "Secret: <code>([A-Z2-7 ]+)</code>").replace(" ", "");
    }

    private static String fieldIn(Answer page, String name) {
        return found(page, "name=\"" + name + "\" value=\"([^\"]+)\"");
    }

    private static String nextIn(Answer page) {
        return found(page, "href=\"([^\"]+)\">Go on").replace("&amp;", "&");
    }

    private static String found(Answer page, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(page.text());
        assertThat(matcher.find()).as(page.text()).isTrue();
        return matcher.group(1);
    }
}
