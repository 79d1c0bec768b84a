package dev.concierge.user.token.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.concierge.user.Answer;
import dev.concierge.user.UserServiceFlow;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.JsonNode;

/** The steps of a browser that signs in. */
abstract class SignInFlow extends UserServiceFlow {
    static final String VERIFIER = "a-verifier-that-only-the-dashboard-knows-0123456789";
    static final String DASHBOARD = "http://localhost:8080/signed-in";

    /** How long a code of an app is shown. */
    static final Duration STEP = Duration.ofSeconds(30);

    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    final Map<String, String> cookies = new TreeMap<>();
    String from = "198.51.100.1";

    /** @param fields besides the form's own */
    Answer signOut(String fields) {
        String csrf = csrfIn(browse(request("/oauth2/sign-out").GET()));
        return browse(request("/oauth2/sign-out")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("_csrf=" + URLEncoder.encode(csrf, StandardCharsets.UTF_8) + fields)));
    }

    static String csrfIn(Answer page) {
        Matcher csrf = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"").matcher(page.text());
        assertThat(csrf.find()).as(page.text()).isTrue();
        return csrf.group(1);
    }

    HttpRequest.Builder signInForm(String password, String csrf) {
        return form("/oauth2/sign-in", Map.of("username", "operator", "password", password, "_csrf", csrf));
    }

    HttpRequest.Builder form(String path, Map<String, String> fields) {
        return request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(fields.entrySet().stream()
                        .map(field ->
                                field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&"))));
    }

    /** Somebody new, who has set the password. */
    void invite(String name, String role, String password) {
        String link = post("/operators", operator(), Map.of("name", name, "role", role))
                .at("/link");
        String secret = link.substring(link.indexOf("link=") + "link=".length());
        String csrf = csrfIn(browse(request("/oauth2/password?link=" + secret).GET()));
        browse(form("/oauth2/password", Map.of("link", secret, "password", password, "_csrf", csrf)));
        cookies.clear();
    }

    /** The code that an authenticator app shows now: its own arithmetic, not the service's. */
    String appShows(String secret) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA1");
        mac.init(new SecretKeySpec(bytes(secret), "HmacSHA1"));
        long step = clock.instant().getEpochSecond() / STEP.toSeconds();
        byte[] hash = mac.doFinal(ByteBuffer.allocate(8).putLong(step).array());
        int number = ByteBuffer.wrap(hash, hash[19] & 15, 4).getInt() & 0x7fffffff;
        return "%06d".formatted(number % 1_000_000);
    }

    private static byte[] bytes(String base32) {
        ByteBuffer bytes = ByteBuffer.allocate(base32.length() * 5 / 8);
        long bits = 0;
        int held = 0;
        for (int i = 0; i < base32.length(); i++) {
            bits = (bits << 5) | BASE32.indexOf(base32.charAt(i));
            held += 5;
            if (held >= 8) {
                held -= 8;
                bytes.put((byte) (bits >> held));
            }
        }
        return bytes.array();
    }

    Answer signIn(String password) {
        return signIn("operator", password, "");
    }

    Answer signIn(String name, String password, String code) {
        Answer page = browse(request("/oauth2/sign-in").GET());
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("Content-Security-Policy")).contains("default-src 'none'");
        return browse(form(
                "/oauth2/sign-in",
                Map.of("username", name, "password", password, "code", code, "_csrf", csrfIn(page))));
    }

    /** Who signed in asks for every scope, as the dashboard does; what the issuer answers. */
    Answer tokenOfTheDashboard() throws Exception {
        String all = get("/.well-known/openid-configuration", null)
                .json()
                .path("scopes_supported")
                .valueStream()
                .map(JsonNode::asString)
                .filter(scope -> !scope.equals("openid"))
                .collect(Collectors.joining("+"));
        Answer back = browse(request(authorize("S256", challenge()).replace("users:read", all))
                .GET());
        assertThat(back.header("Location")).as(back.text()).contains("code=");
        return redeem(codeIn(back), VERIFIER);
    }

    Answer redeem(String code, String verifier) {
        return send(request("/oauth2/token")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("grant_type=authorization_code&client_id=dashboard&code=" + code
                        + "&redirect_uri=" + URLEncoder.encode(DASHBOARD, StandardCharsets.UTF_8)
                        + "&code_verifier=" + verifier)));
    }

    Answer browse(HttpRequest.Builder request) {
        if (!cookies.isEmpty()) {
            request.header(
                    "Cookie",
                    cookies.entrySet().stream()
                            .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                            .collect(Collectors.joining("; ")));
        }
        Answer answer = send(request.header("Accept", "text/html").header("X-Forwarded-For", from));
        answer.response().headers().allValues("Set-Cookie").forEach(header -> {
            String[] cookie = header.split(";", 2)[0].split("=", 2);
            if (header.contains("Max-Age=0")) {
                cookies.remove(cookie[0]);
            } else {
                cookies.put(cookie[0], cookie[1]);
            }
        });
        return answer;
    }

    static String authorize(String method, String challenge) {
        return "/oauth2/authorize?response_type=code&client_id=dashboard&state=xyz&scope=users:read&redirect_uri="
                + URLEncoder.encode(DASHBOARD, StandardCharsets.UTF_8) + "&code_challenge_method=" + method
                + "&code_challenge=" + challenge;
    }

    static String challenge() throws Exception {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(VERIFIER.getBytes(StandardCharsets.US_ASCII));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    }

    static String codeIn(Answer redirect) {
        Matcher code = Pattern.compile("code=([^&]+)").matcher(redirect.header("Location"));
        assertThat(code.find()).isTrue();
        return code.group(1);
    }
}
