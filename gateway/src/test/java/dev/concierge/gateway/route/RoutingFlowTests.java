package dev.concierge.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.concierge.gateway.FakeFleet;
import dev.concierge.gateway.FakeService;
import dev.concierge.testsupport.FlowTest;
import dev.concierge.testsupport.TestTokens;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.netty.http.client.HttpClient;

@FlowTest
class RoutingFlowTests extends FakeFleet {
    static Stream<ServiceRoute> routes() {
        return Routes.ALL.stream().filter(route -> route.service() != DOWN);
    }

    @ParameterizedTest
    @MethodSource("routes")
    void requestsArriveAsTheyWereSent(ServiceRoute route) throws Exception {
        String token = TestTokens.service("journey-service");
        String uri = route.pattern().replace("/**", "/a%20b").replace("*", "1") + "?q=x%20y&q=z";

        HttpResponse<String> answer = send(request(uri, token)
                .header("Idempotency-Key", "k1")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"n\":1}")));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("X-Answered-By"))
                .contains(route.service().name());
        FakeService.Received received = fake(route.service().name()).next();
        assertThat(received.method()).isEqualTo("POST");
        assertThat(received.uri()).isEqualTo(uri);
        assertThat(received.body()).isEqualTo("{\"n\":1}");
        assertThat(received.headers().get("Idempotency-Key")).isEqualTo("k1");
        assertThat(received.headers().get("Authorization")).isEqualTo("Bearer " + token);
    }

    @Test
    void operatorsReachTheOpsOfAService() throws Exception {
        HttpResponse<String> answer = send(request("/ops/user-service/dead-letters?limit=5", TestTokens.operator()));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(fake("user-service").next().uri()).isEqualTo("/ops/dead-letters?limit=5");
    }

    @Test
    void documentsAreFetchedWithoutTheCallersToken() throws Exception {
        send(request("/docs/event-service", TestTokens.operator()).header("Cookie", "session=1"));

        FakeService.Received received = fake("event-service").next();
        assertThat(received.uri()).isEqualTo("/v3/api-docs");
        assertThat(received.headers().contains("Authorization")).isFalse();
        assertThat(received.headers().contains("Cookie")).isFalse();
    }

    @Test
    void aClientCannotSayWhoItIs() throws Exception {
        send(request("/users/1", TestTokens.operator())
                .header("X-Forwarded-For", "6.6.6.6")
                .header("X-Forwarded-Host", "evil.example")
                .header("X-Forwarded-Prefix", "/evil")
                .header("Forwarded", "for=6.6.6.6"));

        var headers = fake("user-service").next().headers();
        assertThat(headers.getAll("X-Forwarded-For")).containsExactly("127.0.0.1");
        assertThat(headers.getAll("X-Forwarded-Host")).containsExactly("localhost:" + port);
        assertThat(headers.getAll("X-Forwarded-Proto")).containsExactly("http");
        assertThat(headers.getAll("X-Forwarded-Port")).containsExactly(Integer.toString(port));
        assertThat(headers.contains("X-Forwarded-Prefix")).isFalse();
        assertThat(headers.contains("Forwarded")).isFalse();
    }

    @Test
    void headersForOneHopEndHere() throws Exception {
        HttpClient.create()
                .headers(headers -> headers.set("Authorization", "Bearer " + TestTokens.operator())
                        .set("Connection", "keep-alive, X-Hop")
                        .set("X-Hop", "1")
                        .set("TE", "trailers")
                        .set("Proxy-Authorization", "Basic eA==")
                        .set("X-End", "1"))
                .get()
                .uri("http://localhost:" + port + "/users/1")
                .response()
                .block();

        var headers = fake("user-service").next().headers();
        assertThat(headers.contains("X-Hop")).isFalse();
        assertThat(headers.contains("TE")).isFalse();
        assertThat(headers.contains("Proxy-Authorization")).isFalse();
        assertThat(headers.get("X-End")).isEqualTo("1");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 454, 500})
    void aQueryAsLongAsTheContractAllowsPasses(int characters) throws Exception {
        String query = URLEncoder.encode("漢".repeat(characters), StandardCharsets.UTF_8);

        HttpResponse<String> answer = send(request("/search?q=" + query, TestTokens.operator()));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(fake("concierge-service").next().uri()).isEqualTo("/search?q=" + query);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "bogus"})
    void codedBodiesPassAsTheyAre(String coding) throws Exception {
        send(request("/events/batch", TestTokens.operator())
                .header("Content-Type", "application/json")
                .header("Content-Encoding", coding)
                .POST(BodyPublishers.ofString("not really coded")));

        FakeService.Received received = fake("event-service").next();
        assertThat(received.headers().getAll("Content-Encoding")).containsExactly(coding);
        assertThat(received.body()).isEqualTo("not really coded");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/test",
                "/oauth2/jwks",
                "/.well-known/openid-configuration",
                "/api",
                "/api/health",
                "/docs/user-service"
            })
    void openDoorsAreOpenForHeadAsWell(String path) throws Exception {
        HttpResponse<String> answer = send(request(path).method("HEAD", BodyPublishers.noBody()));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("X-Answered-By")).isPresent();
    }

    @Test
    void aQueryReachesTheServiceAsItWasSent() throws Exception {
        assertThat(statusOf("email=x%40y&a%5B%5D=%2f")).isEqualTo(200);
        assertThat(fake("user-service").next().uri()).isEqualTo("/users?email=x%40y&a%5B%5D=%2f");
    }

    /** As browsers send it, though RFC 3986 does not allow it: refused here as every service refuses it. */
    @ParameterizedTest
    @ValueSource(strings = {"email=x&a[]=1", "b[x]=1"})
    void aCharacterThatShouldHaveBeenEncodedIsNamed(String query) {
        assertThat(statusOf(query)).isEqualTo(400);
    }

    private @Nullable Integer statusOf(String query) {
        return HttpClient.create()
                .headers(headers -> headers.set("Authorization", "Bearer " + TestTokens.operator()))
                .get()
                .uri("http://localhost:" + port + "/users?" + query)
                .response()
                .map(answer -> answer.status().code())
                .block();
    }

    @Test
    void theTraceGoesOn() throws Exception {
        send(request("/users/1", TestTokens.operator())
                .header("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"));

        assertThat(fake("user-service").next().headers().get("traceparent"))
                .startsWith("00-4bf92f3577b34da6a3ce929d0e0e4736-")
                .doesNotContain("00f067aa0ba902b7");
    }
}
