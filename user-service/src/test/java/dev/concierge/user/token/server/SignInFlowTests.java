package dev.concierge.user.token.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jwt.SignedJWT;
import dev.concierge.user.Answer;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The dashboard's way in, step by step as a browser takes it. */
class SignInFlowTests extends SignInFlow {
    /** Longer than an account waits for what another test tried. */
    @BeforeEach
    void lateEnough() {
        clock.advance(Duration.ofMinutes(1));
    }

    @Test
    void anOperatorSignsInWithPassword() throws Exception {
        String authorize = authorize("S256", challenge());
        Answer first = browse(request(authorize).GET());
        assertThat(first.status()).isEqualTo(302);
        assertThat(first.header("Location")).endsWith("/oauth2/sign-in");

        Answer signedIn = signIn("open sesame, please");
        assertThat(signedIn.header("Location")).contains("/oauth2/authorize");

        Answer back = browse(request(authorize).GET());
        assertThat(back.status()).as(back.text()).isEqualTo(302);
        assertThat(back.header("Location")).startsWith(DASHBOARD + "?code=").contains("state=xyz");

        Answer redeemed = redeem(codeIn(back), VERIFIER);
        assertThat(redeemed.status()).as(redeemed.text()).isEqualTo(200);
        String token = redeemed.at("/access_token");
        assertThat(SignedJWT.parse(token).getJWTClaimsSet().getStringClaim("kind"))
                .isEqualTo("operator");
        assertThat(SignedJWT.parse(token).getJWTClaimsSet().getSubject()).isEqualTo("operator");
        assertThat(get("/users?limit=1", token).status()).isEqualTo(200);
        assertThat(get("/users?limit=1", cookies.get("concierge-sign-in")).status())
                .as("the cookie is no access token")
                .isEqualTo(401);
        assertThat(redeem(codeIn(back), VERIFIER).at("/error"))
                .as("a code is good once")
                .isEqualTo("invalid_grant");
    }

    /** Of two who show the same code one has stolen it, and nobody knows which (RFC 9700 §2.1.1). */
    @Test
    void aCodeThatIsShownTwiceEndsTheTokenThatItGave() throws Exception {
        clock.reset(); // codes are good for minutes of the real time, and swept by this clock
        from = "198.51.100.15";
        signIn("open sesame, please");
        String code = codeIn(browse(request(authorize("S256", challenge())).GET()));
        String token = redeem(code, VERIFIER).at("/access_token");
        String another = redeem(
                        codeIn(browse(request(authorize("S256", challenge())).GET())), VERIFIER)
                .at("/access_token");
        assertThat(get("/users?limit=1", token).status()).isEqualTo(200);

        assertThat(redeem(code, VERIFIER).at("/error")).isEqualTo("invalid_grant");

        await().untilAsserted(
                        () -> assertThat(get("/users?limit=1", token).status()).isEqualTo(401));
        assertThat(get("/users?limit=1", another).status()).isEqualTo(200);
        assertThat(get("/oauth2/revocations", null).at("/revoked/0/mark")).isNotEmpty();
    }

    @Test
    void aCodeThatIsShownByManyAtOnceIsWorthNothingInTheEnd() throws Exception {
        from = "198.51.100.16";
        signIn("open sesame, please");
        String code = codeIn(browse(request(authorize("S256", challenge())).GET()));
        List<String> tokens;
        try (ExecutorService thieves = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Answer> steal = () -> redeem(code, VERIFIER);
            tokens = thieves.invokeAll(Collections.nCopies(8, steal)).stream()
                    .map(Future::resultNow)
                    .filter(answer -> answer.status() == 200)
                    .map(answer -> answer.at("/access_token"))
                    .toList();
        }
        assertThat(tokens).hasSizeLessThanOrEqualTo(1);
        await().untilAsserted(() -> assertThat(tokens)
                .allSatisfy(token ->
                        assertThat(get("/users?limit=1", token).status()).isEqualTo(401)));
    }

    @Test
    void signingOutEndsTheAccessTokensAndEverywhereAllSessions() throws Exception {
        clock.reset(); // codes are good for minutes of the real time, and swept by this clock
        from = "198.51.100.17";
        signIn("open sesame, please");
        Map<String, String> otherBrowser = new TreeMap<>(cookies);
        cookies.clear();
        signIn("open sesame, please");
        String token = redeem(
                        codeIn(browse(request(authorize("S256", challenge())).GET())), VERIFIER)
                .at("/access_token");
        String unredeemed =
                codeIn(browse(request(authorize("S256", challenge())).GET()));
        assertThat(get("/users?limit=1", token).status()).isEqualTo(200);

        signOut("&everywhere=on");

        await().untilAsserted(
                        () -> assertThat(get("/users?limit=1", token).status()).isEqualTo(401));
        assertThat(redeem(unredeemed, VERIFIER).at("/error")).isEqualTo("invalid_grant");
        cookies.putAll(otherBrowser);
        assertThat(browse(request(authorize("S256", challenge())).GET()).header("Location"))
                .isEqualTo("/oauth2/sign-in");
    }

    @Test
    void aCodeIsWorthNothingToWhoDidNotAskForIt() throws Exception {
        browse(request(authorize("S256", challenge())).GET());
        signIn("open sesame, please");
        Answer back = browse(request(authorize("S256", challenge())).GET());

        assertThat(redeem(codeIn(back), "another-verifier-0123456789-0123456789-0123456789")
                        .at("/error"))
                .isEqualTo("invalid_grant");
    }

    @Test
    void aWrongPasswordStaysOutside() {
        browse(request(authorize("S256", "x".repeat(43))).GET());

        Answer refused = signIn("wrong");

        assertThat(refused.status()).as("which the gateway counts").isEqualTo(401);
        assertThat(refused.text()).contains("Name, password or code is wrong.");
        assertThat(cookies).doesNotContainKey("concierge-sign-in");
    }

    @Test
    void aSignInFromAnotherSiteIsRefused() {
        Answer forged = send(request("/oauth2/sign-in")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("username=operator&password=open+sesame%2C+please")));

        assertThat(forged.status()).isBetween(300, 403);
        assertThat(forged.header("Set-Cookie")).doesNotContain("concierge-sign-in");
    }

    @Test
    void withoutProofKeyOrToAnotherAddressThereIsNoCode() {
        browse(request(authorize("S256", "x".repeat(43))).GET());
        signIn("open sesame, please");

        Answer plain = browse(request("/oauth2/authorize?response_type=code&client_id=dashboard&redirect_uri="
                        + URLEncoder.encode(DASHBOARD, StandardCharsets.UTF_8) + "&scope=users:read")
                .GET());
        assertThat(plain.header("Location")).doesNotContain("code=");
        Answer elsewhere = browse(request(authorize("S256", "x".repeat(43)).replace("localhost%3A8080", "evil.example"))
                .GET());
        assertThat(elsewhere.status()).isEqualTo(400);
    }

    /** 140 guesses had been answered, one as fast as the other. */
    @Test
    void whoGuessesWaitsLongerEachTimeAndNobodyElseDoes() {
        from = "198.51.100.7";
        int looked = 0;
        for (int guess = 0; guess < 140; guess++) {
            looked += signIn("guess " + guess).status() == 401 ? 1 : 0;
        }
        Answer shut = signIn("open sesame, please");

        assertThat(looked).isBetween(3, 8);
        assertThat(shut.status()).as("the right one is not told from others").isEqualTo(429);
        assertThat(Integer.parseInt(shut.header("Retry-After"))).isPositive();
        from = "198.51.100.8";
        assertThat(signIn("open sesame, please").status()).as("a bystander").isEqualTo(302);
    }

    /** Spring Security resolves escapes before it compares, so a door that does not would be no door. */
    @Test
    void anEscapedLetterInThePathIsNoWayRound() throws Exception {
        from = "198.51.100.30";
        Answer page = browse(request("/oauth2/sign-in").GET());
        int looked = 0;
        for (int guess = 0; guess < 20; guess++) {
            Map<String, String> given =
                    Map.of("username", "operator", "password", "guess " + guess, "_csrf", csrfIn(page));
            looked += browse(form("/oauth2/sign%2Din", given)).status() == 401 ? 1 : 0;
        }
        assertThat(looked).isBetween(3, 8);

        from = "198.51.100.31";
        signIn("open sesame, please");
        String stolen = cookies.get("concierge-sign-in");
        Answer asked = browse(request(authorize("S256", challenge()).replace("authorize", "%61uthorize"))
                .GET());
        assertThat(asked.header("Location")).contains("code=");
        assertThat(cookies.get("concierge-sign-in"))
                .as("the secret is used up by each code")
                .isNotEqualTo(stolen);
    }

    /** One subscriber has 2^64 addresses; which of them it was is written down. */
    @Test
    void anotherAddressOfTheSameNetworkForEachGuessWaitsAllTheSame() {
        int looked = 0;
        for (int guess = 1; guess <= 30; guess++) {
            from = "2001:db8:1:1:0:0:0:" + guess;
            looked += signIn("nobody-" + guess, "guess", "").status() == 401 ? 1 : 0;
        }

        assertThat(looked).isBetween(3, 20);
        from = "2001:db8:1:2::1";
        assertThat(signIn("nobody", "guess", "").status()).as("a bystander").isEqualTo(401);
        assertThat(get("/ops/audit?actor=unknown&limit=100", operator())
                        .json()
                        .path("items")
                        .findValuesAsString("target"))
                .contains("from 2001:db8:1:1:0:0:0:1", "from 2001:db8:1:2::1");
    }

    @Test
    void manyGuessesAtOnceAreNoMoreThanOneAfterTheOther() throws Exception {
        Answer page = browse(request("/oauth2/sign-in").GET());
        String csrf = csrfIn(page);
        AtomicInteger looked = new AtomicInteger();
        try (ExecutorService guessers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 60; i++) {
                String password = "guess " + i;
                guessers.submit(() -> {
                    HttpRequest.Builder guess = signInForm(password, csrf).header("X-Forwarded-For", "198.51.100.9");
                    guess.header("Cookie", "XSRF-TOKEN=" + cookies.get("XSRF-TOKEN"));
                    looked.addAndGet(send(guess).status() == 401 ? 1 : 0);
                });
            }
        }

        assertThat(looked).hasValueLessThanOrEqualTo(8);
    }

    /** The limit that guesses fill is not the one of tokens. */
    @Test
    void guessesKeepNoTokenWaiting() throws Exception {
        Answer page = browse(request("/oauth2/sign-in").GET());
        String csrf = csrfIn(page);
        try (ExecutorService guessers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 72; i++) {
                String address = "198.51.101." + i;
                guessers.submit(() -> send(signInForm("wrong", csrf)
                        .header("X-Forwarded-For", address)
                        .header("Cookie", "XSRF-TOKEN=" + cookies.get("XSRF-TOKEN"))));
            }
            for (int i = 0; i < 20; i++) {
                assertThat(tokenAnswer("app", secretOf("app")).status()).isEqualTo(200);
            }
        }
    }

    @Test
    void theSessionsSecretIsAnotherAfterEachUseAndACopyEndsIt() throws Exception {
        from = "198.51.100.10";
        signIn("open sesame, please");
        String stolen = cookies.get("concierge-sign-in");
        browse(request(authorize("S256", challenge())).GET());
        String own = cookies.get("concierge-sign-in");
        assertThat(own).isNotEqualTo(stolen);
        clock.advance(Duration.ofMinutes(1));

        cookies.put("concierge-sign-in", stolen);
        assertThat(browse(request(authorize("S256", challenge())).GET()).header("Location"))
                .isEqualTo("/oauth2/sign-in");
        cookies.put("concierge-sign-in", own);
        assertThat(browse(request(authorize("S256", challenge())).GET()).header("Location"))
                .as("of two who have it, one is a thief")
                .isEqualTo("/oauth2/sign-in");
    }

    @Test
    void aSessionEndsByRestOrBySigningOut() throws Exception {
        from = "198.51.100.11";
        signIn("open sesame, please");
        clock.advance(Duration.ofMinutes(31));
        assertThat(browse(request(authorize("S256", challenge())).GET()).header("Location"))
                .isEqualTo("/oauth2/sign-in");

        signIn("open sesame, please");
        String before = cookies.get("concierge-sign-in");
        Answer out = signOut("");
        assertThat(out.status()).isEqualTo(204);
        assertThat(cookies).doesNotContainKey("concierge-sign-in");

        cookies.put("concierge-sign-in", before);
        assertThat(browse(request(authorize("S256", challenge())).GET()).header("Location"))
                .isEqualTo("/oauth2/sign-in");
    }

    @Test
    void openIdIsWhatDiscoverySays() throws Exception {
        from = "198.51.100.12";
        signIn("open sesame, please");
        Answer back = browse(request(authorize("S256", challenge()).replace("users:read", "openid+users:read"))
                .GET());

        Answer redeemed = redeem(codeIn(back), VERIFIER);

        assertThat(redeemed.status()).as(redeemed.text()).isEqualTo(200);
        assertThat(SignedJWT.parse(redeemed.at("/id_token")).getJWTClaimsSet().getAudience())
                .containsExactly("dashboard");
        assertThat(get("/users?limit=1", redeemed.at("/id_token")).status())
                .as("it is no access token")
                .isEqualTo(401);
    }

    /** Whoever makes somebody else's browser or cache ask with another Host gets nothing out of it. */
    @Test
    void nothingReflectsTheHost() {
        Answer discovery =
                send(request("/.well-known/openid-configuration").header("X-Forwarded-Host", "evil.example"));
        assertThat(discovery.text()).doesNotContain("evil.example");
        assertThat(discovery.at("/token_endpoint")).isEqualTo("http://localhost:8080/oauth2/token");
        Answer first = send(request(authorize("S256", "x".repeat(43)))
                .header("X-Forwarded-Host", "evil.example")
                .header("Accept", "text/html"));
        assertThat(first.header("Location")).isEqualTo("/oauth2/sign-in");
        from = "198.51.100.13";
        browse(request(authorize("S256", "x".repeat(43)))
                .header("X-Forwarded-Host", "evil.example")
                .GET());
        assertThat(signIn("open sesame, please").header("Location")).startsWith("/oauth2/authorize?");
    }

    /** The gateway tells what a trusted proxy told it. */
    @Test
    void theCookieIsForHttpsAloneBehindAnEdgeThatIs() {
        from = "198.51.100.14";
        String csrf = csrfIn(browse(request("/oauth2/sign-in").GET()));

        Answer signedIn = browse(signInForm("open sesame, please", csrf).header("X-Forwarded-Proto", "https"));

        assertThat(signedIn.response().headers().allValues("Set-Cookie"))
                .anySatisfy(cookie -> assertThat(cookie)
                        .startsWith("concierge-sign-in=")
                        .contains("; Secure", "; HttpOnly", "; SameSite=Lax"));
    }
}
