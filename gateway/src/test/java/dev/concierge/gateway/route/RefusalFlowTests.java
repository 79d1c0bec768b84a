package dev.concierge.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.concierge.gateway.FakeFleet;
import dev.concierge.testsupport.FlowTest;
import dev.concierge.testsupport.TestTokens;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@FlowTest
class RefusalFlowTests extends FakeFleet {
    private static final byte[] TOO_LONG = new byte[1024 * 1024 + 1];

    private final String token = TestTokens.client("users:read");

    @Test
    void aServiceThatIsDownIsNamed() throws Exception {
        HttpResponse<String> answer = send(request("/dating/events", token));

        assertProblem(answer, 503, "service-unreachable");
        assertThat(answer.body()).contains("datemaker").doesNotContain("Exception");
        assertThat(answer.headers().firstValue("Retry-After")).contains("2");
    }

    @Test
    void aServiceThatBreaksOffIsNamed() throws Exception {
        assertThat(send(request("/users/broken", token)).statusCode()).isIn(500, 503);
    }

    @Test
    void aServiceThatIsSilentTimesOut() throws Exception {
        HttpResponse<String> answer = send(request("/users/silent", token));

        assertProblem(answer, 504, "service-timed-out");
        assertThat(answer.body()).contains("user-service").doesNotContain("Exception");
    }

    @Test
    void aLongBodyIsRefusedBeforeItIsRead() throws Exception {
        HttpResponse<String> answer = send(request("/users", token).POST(BodyPublishers.ofByteArray(TOO_LONG)));

        assertProblem(answer, 413, "body-too-large");
        assertThat(fake("user-service").wasLeftAlone()).isTrue();
    }

    @Test
    void aLongBodyIsRefusedWhenItsLengthWasNotTold() throws Exception {
        HttpResponse<String> answer = send(
                request("/users", token).POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(TOO_LONG))));

        assertProblem(answer, 413, "body-too-large");
        assertThat(fake("user-service").wasLeftAlone()).isTrue();
    }

    @Test
    void aBodyMayBeAsLongAsItsServiceTakes() throws Exception {
        byte[] batch = new byte[4 * 1024 * 1024];

        assertThat(send(request("/events/batch", token).POST(BodyPublishers.ofByteArray(batch)))
                        .statusCode())
                .isEqualTo(200);
        assertProblem(refused(batch.length + 1), 413, "body-too-large");
    }

    /** A server may close a connection whose body it does not read, and the answer may be lost with it (RFC 9112, 9.6). */
    private HttpResponse<String> refused(int length) throws Exception {
        for (int attempt = 0; attempt < 10; attempt++) {
            try {
                return send(request("/events/batch", token).POST(BodyPublishers.ofByteArray(new byte[length])));
            } catch (IOException lost) {
                // asked again
            }
        }
        return send(request("/events/batch", token).POST(BodyPublishers.ofByteArray(new byte[length])));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/nowhere", "/event/deeper", "/ops/unknown-service/x", "/api/other"})
    void whatNoServiceAnswersIsNotFound(String path) throws Exception {
        assertThat(send(request(path, TestTokens.operator())).statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/users/%2e%2e/ops", "/users/a%2fb", "/users/1;x=1", "/users//1"})
    void pathsThatMeanTwoThingsAreRefused(String path) throws Exception {
        HttpResponse<String> answer = send(request(path, TestTokens.operator()));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    }

    @Test
    void aRequestLineThatIsTooLongIsAProblem() throws Exception {
        assertProblem(send(request("/search?q=" + "a".repeat(20_000), token)), 414, "uri-too-long");
    }

    @Test
    void headersThatAreTooLongAreAProblem() throws Exception {
        assertProblem(
                send(request("/users/1", token).header("X-Long", "a".repeat(20_000))),
                431,
                "request-header-fields-too-large");
    }

    @Test
    void everyAnswerCarriesTheRequestsId() throws Exception {
        HttpResponse<String> given = send(request("/users/1", token).header("X-Request-Id", "abc-1"));
        HttpResponse<String> made = send(request("/users/1", token).header("X-Request-Id", "a b\"c"));
        HttpResponse<String> refused = get("/users/1");

        assertThat(given.headers().allValues("X-Request-Id")).containsExactly("abc-1");
        assertThat(fake("user-service").next().headers().get("X-Request-Id")).isEqualTo("abc-1");
        assertThat(made.headers().firstValue("X-Request-Id"))
                .isPresent()
                .get()
                .asString()
                .hasSize(36);
        assertThat(refused.headers().firstValue("X-Request-Id")).isPresent();
    }

    @Test
    void answersTellBrowsersToBeCareful() throws Exception {
        HttpResponse<String> answer = send(request("/users/1", token));

        assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(answer.headers().firstValue("X-Frame-Options")).contains("DENY");
        assertThat(answer.headers().firstValue("Referrer-Policy")).contains("same-origin");
        assertThat(answer.headers().firstValue("Content-Security-Policy"))
                .contains("default-src 'none'; frame-ancestors 'none'");
    }

    private static void assertProblem(HttpResponse<String> answer, int status, String code) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        JsonNode problem = new JsonMapper().readTree(answer.body());
        assertThat(problem.path("code").asString()).isEqualTo(code);
        assertThat(problem.path("status").asInt()).isEqualTo(status);
    }
}
