package dev.concierge.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.concierge.gateway.route.Routes;
import dev.concierge.platform.security.Access;
import dev.concierge.platform.security.Caller;
import dev.concierge.platform.security.revocation.TokenMarks;
import dev.concierge.testsupport.FlowTest;
import dev.concierge.testsupport.TestIssuer;
import dev.concierge.testsupport.TestTokens;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;

@FlowTest
class AccessFlowTests extends FakeFleet {
    @Autowired
    private Access access;

    @Test
    void aRevokedTokenGoesNoFurther() throws Exception {
        String guest = UUID.randomUUID().toString();
        HttpRequest.Builder request =
                request("/users/" + guest).header("Authorization", "Bearer " + TestTokens.guest(guest));
        assertThat(send(request).statusCode()).isEqualTo(200);

        TestIssuer.shared().revoke(TokenMarks.ofSubject(Caller.Kind.GUEST, guest));

        await().untilAsserted(() -> assertThat(send(request).statusCode()).isEqualTo(401));
    }

    @Test
    void theseDoorsAreOpenAndNoOthers() {
        assertThat(access.routes().stream()
                        .filter(Access.Route::isOpen)
                        .map(route -> route.method() + " " + route.pattern()))
                .containsExactlyInAnyOrder(
                        "GET /",
                        "GET /console/**",
                        "GET /signed-in",
                        "GET /assets/**",
                        "GET /docs",
                        "GET /docs/**",
                        "GET /api",
                        "GET /test",
                        "GET /oauth2/**",
                        "POST /oauth2/**",
                        "GET /.well-known/**",
                        "GET /content/*",
                        "GET /content/*/*",
                        "GET /dating/join/**",
                        "POST /dating/join/**",
                        "GET /dating/my/**",
                        "POST /dating/my/**",
                        "PUT /dating/my/**",
                        "DELETE /dating/my/**",
                        "GET /notifications/unsubscribe/*",
                        "POST /notifications/unsubscribe/*",
                        "POST /webhooks/mail",
                        "POST /bookings/payments",
                        // event-service checks the write key, by Basic or in the body
                        "POST /v1/**",
                        "GET /api/health",
                        // the hub reads the token of a socket from its query
                        "GET /socket",
                        "GET /socket/websocket");
    }

    static Stream<String> closedPaths() {
        return Stream.concat(
                        Routes.ALL.stream().map(route -> route.pattern()), Stream.of("/ops/user-service/x", "/nowhere"))
                .filter(pattern -> !pattern.equals("/oauth2/**") && !pattern.equals("/content/**"))
                .map(pattern -> pattern.replace("/**", "/1").replace("*", "1"));
    }

    @ParameterizedTest
    @MethodSource("closedPaths")
    void nothingElseAnswersWithoutAToken(String path) throws Exception {
        HttpResponse<String> answer = send(request(path).DELETE());

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Bearer");
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(FLEET.values()).allMatch(FakeService::wasLeftAlone);
    }

    static Stream<Arguments> rejectedTokens() {
        return TestTokens.rejected().entrySet().stream().map(entry -> arguments(entry.getKey(), entry.getValue()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rejectedTokens")
    void badTokensGoNowhere(String reason, String token) throws Exception {
        assertThat(send(request("/users/1", token)).statusCode()).isEqualTo(401);
        assertThat(send(request("/test", token)).statusCode()).as(reason).isEqualTo(401);
        assertThat(FLEET.values()).allMatch(FakeService::wasLeftAlone);
    }

    @Test
    void opsAreForOperators() throws Exception {
        Map<String, Integer> expected = Map.of(
                TestTokens.operator(), 200,
                TestTokens.client("users:read"), 403,
                TestTokens.service("event-service"), 403,
                TestTokens.guest("1"), 403);
        for (Map.Entry<String, Integer> one : expected.entrySet()) {
            assertThat(send(request("/ops/user-service/dead-letters", one.getKey()))
                            .statusCode())
                    .isEqualTo(one.getValue());
        }
    }

    @Test
    void experienceInfoIsForServices() throws Exception {
        assertThat(send(request("/journeys/experiences/1", TestTokens.client("journeys:read")))
                        .statusCode())
                .isEqualTo(403);
        assertThat(send(request("/journeys/experiences/1", TestTokens.service("concierge-service")))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void clientCredentialsReachTheIssuer() throws Exception {
        HttpResponse<String> answer = send(request("/oauth2/token")
                .header("Authorization", "Basic YXBwOnNlY3JldA==")
                .POST(BodyPublishers.ofString("grant_type=client_credentials")));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(fake("user-service").next().headers().get("Authorization")).isEqualTo("Basic YXBwOnNlY3JldA==");
    }

    @Test
    void onlyAllowedOriginsMayCallFromBrowsers() throws Exception {
        HttpResponse<String> allowed = send(preflight("http://localhost:5173"));
        HttpResponse<String> other = send(preflight("https://evil.example"));

        assertThat(allowed.statusCode()).isEqualTo(200);
        assertThat(allowed.headers().firstValue("Access-Control-Allow-Origin")).contains("http://localhost:5173");
        assertThat(allowed.headers().firstValue("Access-Control-Allow-Headers")).isPresent();
        assertThat(other.statusCode()).isEqualTo(403);
        assertThat(other.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
    }

    @Test
    void pagesOfAllowedOriginsMayReadEveryHeaderOfOurs() throws Exception {
        HttpResponse<String> answer =
                send(request("/users/1", TestTokens.operator()).header("Origin", "http://localhost:5173"));

        assertThat(answer.headers()
                        .firstValue("Access-Control-Expose-Headers")
                        .orElse("")
                        .split(", *", -1))
                .contains("ETag", "Location", "RateLimit", "RateLimit-Policy", "Retry-After", "X-Request-Id");
    }

    @Test
    void aPageOfAnotherOriginIsRefusedWithAProblem() throws Exception {
        HttpResponse<String> answer =
                send(request("/users/1", TestTokens.operator()).header("Origin", "https://evil.example"));

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(answer.body()).contains("cross-origin-refused");
        assertThat(FLEET.values()).allMatch(FakeService::wasLeftAlone);
    }

    /** Write keys stand in pages of any origin. */
    @Test
    void anyPageMayTellEventsByAWriteKey() throws Exception {
        HttpResponse<String> asked = send(preflight("/v1/batch", "https://shop.example"));
        HttpResponse<String> told = send(request("/v1/batch")
                .header("Origin", "https://shop.example")
                .header("Content-Type", "text/plain")
                .POST(BodyPublishers.ofString("{\"writeKey\": \"k\", \"batch\": []}")));

        assertThat(asked.statusCode()).isEqualTo(200);
        assertThat(asked.headers().firstValue("Access-Control-Allow-Origin")).contains("*");
        assertThat(asked.headers().firstValue("Access-Control-Allow-Methods").orElse(""))
                .contains("POST");
        assertThat(asked.headers().firstValue("Access-Control-Allow-Credentials"))
                .isEmpty();
        assertThat(told.statusCode()).isEqualTo(200);
        assertThat(told.headers().firstValue("Access-Control-Allow-Origin")).contains("*");
        assertThat(fake("event-service").next().uri()).isEqualTo("/v1/batch");
    }

    private HttpRequest.Builder preflight(String origin) {
        return preflight("/users", origin);
    }

    private HttpRequest.Builder preflight(String path, String origin) {
        return request(path)
                .header("Origin", origin)
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "authorization,content-type")
                .method("OPTIONS", BodyPublishers.noBody());
    }
}
