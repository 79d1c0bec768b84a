package dev.concierge.user.token.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.SignedJWT;
import dev.concierge.user.Answer;
import dev.concierge.user.UserServiceFlow;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The dashboard's way in, step by step as a browser takes it. */
class SignInFlowTests extends UserServiceFlow {
    private static final String VERIFIER = "a-verifier-that-only-the-dashboard-knows-0123456789";
    private static final String DASHBOARD = "http://localhost:8080/signed-in";

    private final Map<String, String> cookies = new TreeMap<>();

    @Test
    void anOperatorSignsInWithPassword() throws Exception {
        String authorize = authorize("S256", challenge());
        Answer first = browse(request(authorize).GET());
        assertThat(first.status()).isEqualTo(302);
        assertThat(first.header("Location")).endsWith("/oauth2/sign-in");

        Answer signedIn = signIn("open sesame");
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

    @Test
    void aCodeIsWorthNothingToWhoDidNotAskForIt() throws Exception {
        browse(request(authorize("S256", challenge())).GET());
        signIn("open sesame");
        Answer back = browse(request(authorize("S256", challenge())).GET());

        assertThat(redeem(codeIn(back), "another-verifier-0123456789-0123456789-0123456789")
                        .at("/error"))
                .isEqualTo("invalid_grant");
    }

    @Test
    void aWrongPasswordStaysOutside() {
        browse(request(authorize("S256", "x".repeat(43))).GET());

        Answer refused = signIn("wrong");

        assertThat(refused.header("Location")).endsWith("/oauth2/sign-in?error");
        assertThat(cookies).doesNotContainKey("concierge-sign-in");
        assertThat(browse(request("/oauth2/sign-in?error").GET()).text()).contains("Name or password is wrong.");
    }

    @Test
    void aSignInFromAnotherSiteIsRefused() {
        Answer forged = send(request("/oauth2/sign-in")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("username=operator&password=open+sesame")));

        assertThat(forged.status()).isBetween(300, 403);
        assertThat(forged.header("Set-Cookie")).doesNotContain("concierge-sign-in");
    }

    @Test
    void withoutProofKeyOrToAnotherAddressThereIsNoCode() {
        browse(request(authorize("S256", "x".repeat(43))).GET());
        signIn("open sesame");

        Answer plain = browse(request("/oauth2/authorize?response_type=code&client_id=dashboard&redirect_uri="
                        + URLEncoder.encode(DASHBOARD, StandardCharsets.UTF_8) + "&scope=users:read")
                .GET());
        assertThat(plain.header("Location")).doesNotContain("code=");
        Answer elsewhere = browse(request(authorize("S256", "x".repeat(43)).replace("localhost%3A8080", "evil.example"))
                .GET());
        assertThat(elsewhere.status()).isEqualTo(400);
    }

    private Answer signIn(String password) {
        Answer page = browse(request("/oauth2/sign-in").GET());
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("Content-Security-Policy")).contains("default-src 'none'");
        Matcher csrf = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"").matcher(page.text());
        assertThat(csrf.find()).as(page.text()).isTrue();
        return browse(request("/oauth2/sign-in")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("username=operator&password="
                        + URLEncoder.encode(password, StandardCharsets.UTF_8) + "&_csrf="
                        + URLEncoder.encode(csrf.group(1), StandardCharsets.UTF_8))));
    }

    private Answer redeem(String code, String verifier) {
        return send(request("/oauth2/token")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("grant_type=authorization_code&client_id=dashboard&code=" + code
                        + "&redirect_uri=" + URLEncoder.encode(DASHBOARD, StandardCharsets.UTF_8)
                        + "&code_verifier=" + verifier)));
    }

    private Answer browse(HttpRequest.Builder request) {
        if (!cookies.isEmpty()) {
            request.header(
                    "Cookie",
                    cookies.entrySet().stream()
                            .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                            .collect(Collectors.joining("; ")));
        }
        Answer answer = send(request.header("Accept", "text/html"));
        answer.response().headers().allValues("Set-Cookie").forEach(header -> {
            String[] cookie = header.split(";", 2)[0].split("=", 2);
            cookies.put(cookie[0], cookie[1]);
        });
        return answer;
    }

    private static String authorize(String method, String challenge) {
        return "/oauth2/authorize?response_type=code&client_id=dashboard&state=xyz&scope=users:read&redirect_uri="
                + URLEncoder.encode(DASHBOARD, StandardCharsets.UTF_8) + "&code_challenge_method=" + method
                + "&code_challenge=" + challenge;
    }

    private static String challenge() throws Exception {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(VERIFIER.getBytes(StandardCharsets.US_ASCII));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    }

    private static String codeIn(Answer redirect) {
        Matcher code = Pattern.compile("code=([^&]+)").matcher(redirect.header("Location"));
        assertThat(code.find()).isTrue();
        return code.group(1);
    }
}
