package dev.concierge.user.token.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.concierge.user.Answer;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

class SecondFactorFlowTests extends SignInFlow {
    private static final String PASSWORD = "correct horse battery";

    @Autowired
    private JdbcClient jdbc;

    private final String name = "grace-" + UUID.randomUUID();

    @BeforeEach
    void lateEnough() {
        clock.reset();
        from = "203.0.113." + Math.floorMod(name.hashCode(), 250);
        jdbc.sql("DELETE FROM sign_in_attempts").update();
    }

    @Test
    void onceConfirmedASignInAsksForACodeThatCountsOnce() throws Exception {
        String token = joined();
        Answer begun = begin(token, Map.of("password", PASSWORD));
        assertThat(begun.status()).as(begun.text()).isEqualTo(201);
        assertThat(begun.at("/uri")).startsWith("otpauth://totp/Concierge:" + name + "?secret=" + begun.at("/secret"));
        assertThat(signIn(name, PASSWORD, "").status()).as("not confirmed yet").isEqualTo(302);
        assertThat(confirm(token, "000000").status()).isEqualTo(403);

        assertThat(confirm(token, code(begun)).json().path("recoveryCodes")).hasSize(10);

        assertThat(get("/operators/me", token)
                        .json()
                        .at("/operator/hasSecondFactor")
                        .asBoolean())
                .isTrue();
        assertThat(signIn(name, PASSWORD, "").status()).as("no code").isEqualTo(401);
        assertThat(signIn(name, PASSWORD, code(begun)).status())
                .as("the one that confirmed")
                .isEqualTo(401);
        clock.advance(STEP);
        assertThat(signIn(name, "wrong", code(begun)).status()).isEqualTo(401);
        assertThat(signIn(name, PASSWORD, code(begun)).status()).isEqualTo(302);
        assertThat(signIn(name, PASSWORD, code(begun)).status())
                .as("a second time")
                .isEqualTo(401);
        assertThat(stored()).doesNotContain(begun.at("/secret"));
        assertThat(get("/ops/audit?actor=" + name, operator())
                        .json()
                        .path("items")
                        .findValuesAsString("outcome"))
                .contains("code refused", "signed in");
    }

    @Test
    void aRecoveryCodeIsGoodOnceInPlaceOfACode() throws Exception {
        String token = joined();
        List<String> codes = confirm(token, code(begin(token, Map.of("password", PASSWORD))))
                .json()
                .path("recoveryCodes")
                .valueStream()
                .map(JsonNode::asString)
                .toList();

        assertThat(signIn(name, PASSWORD, codes.getFirst()).status()).isEqualTo(302);
        assertThat(signIn(name, PASSWORD, codes.getFirst()).status()).isEqualTo(401);
        assertThat(signIn(
                                name,
                                PASSWORD,
                                codes.getLast().toLowerCase(Locale.ROOT).replace("-", " "))
                        .status())
                .as("as people type")
                .isEqualTo(302);
        assertThat(get("/operators/me", token).at("/recoveryCodes")).isEqualTo("8");
    }

    @Test
    void whoHasThePasswordAndGuessesCodesWaits() throws Exception {
        String token = joined();
        Answer begun = begin(token, Map.of("password", PASSWORD));
        confirm(token, code(begun));
        clock.advance(STEP);
        int looked = 0;
        for (int guess = 0; guess < 40; guess++) {
            from = "198.18." + guess + ".1";
            looked += signIn(name, PASSWORD, "%06d".formatted(guess)).status() == 401 ? 1 : 0;
            clock.advance(Duration.ofSeconds(31)); // longer than the account waits for strangers
        }

        assertThat(looked).isBetween(5, 15);
    }

    /** Three wrong codes, the right password beside a new one that is too short, and the codes were counted from nothing again. */
    @Test
    void theRightPasswordTakesNoWrongCodeBack() throws Exception {
        String token = joined();
        confirm(token, code(begin(token, Map.of("password", PASSWORD))));
        int looked = 0;
        for (int guess = 0; guess < 12; guess++) {
            looked += begin(token, Map.of("code", "%06d".formatted(guess))).status() == 403 ? 1 : 0;
            if (guess % 3 == 2) {
                assertThat(put("/operators/me/password", token, Map.of("current", PASSWORD, "password", "abc"))
                                .status())
                        .isEqualTo(400);
            }
        }

        assertThat(looked).isBetween(5, 10);
    }

    /** Confirming answers with ten recovery codes, so it is worth as many guesses as a sign-in. */
    @Test
    void whoGuessesTheFirstCodeByAStolenTokenWaits() throws Exception {
        String token = joined();
        Answer begun = begin(token, Map.of("password", PASSWORD));
        for (int guess = 0; guess < 8; guess++) {
            clock.advance(Duration.ofSeconds(10)); // longer than the one before has to wait
            assertThat(confirm(token, "%06d".formatted(guess)).status()).isEqualTo(403);
        }
        Answer shut = confirm(token, code(begun));

        assertThat(shut.status()).as("the right one is not told from others").isEqualTo(429);
        assertThat(Integer.parseInt(shut.header("Retry-After"))).isPositive();
        Answer another = begin(token, Map.of("password", PASSWORD));
        assertThat(confirm(token, code(another)).json().path("recoveryCodes"))
                .as("the owner, who begins again by the password")
                .hasSize(10);
    }

    @Test
    void whatWasBegunIsOverAfterTenMinutes() throws Exception {
        Answer begun = begin(joined(), Map.of("password", PASSWORD));
        clock.advance(Duration.ofMinutes(10).plusSeconds(1));
        assertThat(signIn(name, PASSWORD, "").status()).isEqualTo(302);
        String token = tokenOfTheDashboard().at("/access_token");

        assertThat(confirm(token, code(begun)).at("/code")).isEqualTo("no-second-factor-begun");

        Answer another = begin(token, Map.of("password", PASSWORD));
        assertThat(confirm(token, code(another)).json().path("recoveryCodes")).hasSize(10);
    }

    @Test
    void anAdminTakesItAwayFromSomebodyElse() throws Exception {
        String token = joined();
        confirm(token, code(begin(token, Map.of("password", PASSWORD))));

        assertThat(call("DELETE", "/operators/" + name + "/second-factor", operator(), null)
                        .json()
                        .path("hasSecondFactor")
                        .asBoolean())
                .isFalse();

        await().untilAsserted(
                        () -> assertThat(get("/operators/me", token).status()).isEqualTo(401));
        assertThat(signIn(name, PASSWORD, "").status()).isEqualTo(302);
    }

    @Test
    void anotherOneNeedsACodeOfTheOneThatThereIs() throws Exception {
        String token = joined();
        Answer first = begin(token, Map.of("password", PASSWORD));
        confirm(token, code(first));
        clock.advance(STEP);

        assertThat(begin(token, Map.of("password", PASSWORD)).at("/code")).isEqualTo("wrong-code");
        Answer second = begin(token, Map.of("code", code(first)));
        assertThat(second.status()).isEqualTo(201);
        confirm(token, code(second));

        clock.advance(STEP);
        assertThat(signIn(name, PASSWORD, code(first)).status()).isEqualTo(401);
        assertThat(signIn(name, PASSWORD, code(second)).status()).isEqualTo(302);
    }

    /** Whoever has only a token would lock its owner out. */
    @Test
    void theFirstOneNeedsThePassword() throws Exception {
        String token = joined();

        assertThat(begin(token, Map.of()).at("/code")).isEqualTo("wrong-password");
        assertThat(begin(token, Map.of("password", "wrong")).status()).isEqualTo(403);
        assertThat(begin(token, Map.of("password", PASSWORD)).status()).isEqualTo(201);
    }

    @Test
    void nothingIsConfirmedThatWasNotBegun() throws Exception {
        assertThat(confirm(joined(), "123456").at("/code")).isEqualTo("no-second-factor-begun");
    }

    private Answer begin(String token, Map<String, String> body) {
        return post("/operators/me/second-factor", token, body);
    }

    private Answer confirm(String token, String code) {
        return post("/operators/me/second-factor/confirmation", token, Map.of("code", code));
    }

    private String code(Answer begun) throws Exception {
        return appShows(begun.at("/secret"));
    }

    private String stored() {
        return jdbc.sql("SELECT encode(second_factor, 'escape') FROM operators WHERE name = ?")
                .param(name)
                .query(String.class)
                .single();
    }

    private String joined() throws Exception {
        invite(name, "operator", PASSWORD);
        assertThat(signIn(name, PASSWORD, "").status()).isEqualTo(302);
        return tokenOfTheDashboard().at("/access_token");
    }
}
