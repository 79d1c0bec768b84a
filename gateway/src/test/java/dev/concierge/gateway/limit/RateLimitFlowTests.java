package dev.concierge.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.concierge.gateway.FakeFleet;
import dev.concierge.testsupport.FlowTest;
import dev.concierge.testsupport.TestTokens;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@FlowTest(
        properties = {
            "concierge.gateway.limit.per-second=1",
            "concierge.gateway.limit.burst=3",
            "concierge.gateway.route.trusted-proxies=127.0.0.0/8"
        })
class RateLimitFlowTests extends FakeFleet {
    private static final Rate RATE = new Rate(1, 3);

    @Autowired
    private SharedBuckets shared;

    @BeforeEach
    void redisIsThere() {
        await().until(shared::isConnected);
    }

    @Test
    void aClientIsHeldToItsRate() throws Exception {
        String token = TestTokens.guest(UUID.randomUUID());
        List<HttpResponse<String>> answers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            answers.add(send(request("/users/1", token)));
        }

        assertThat(answers.stream().map(HttpResponse::statusCode)).containsExactly(200, 200, 200, 429);
        assertThat(answers.getFirst().headers().firstValue("RateLimit-Policy")).contains("\"client\";q=3;w=3");
        assertThat(answers.getFirst().headers().firstValue("RateLimit")).contains("\"client\";r=2;t=1");
        HttpResponse<String> refused = answers.getLast();
        assertThat(refused.headers().firstValue("Retry-After")).contains("1");
        assertThat(refused.headers().firstValue("RateLimit")).isPresent();
        assertThat(refused.body()).contains("rate-exceeded");
        assertThat(send(request("/users/1", TestTokens.guest(UUID.randomUUID())))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void aTokenOfOtherScopeIsTheSameClient() throws Exception {
        String subject = UUID.randomUUID().toString();
        List<Integer> statuses = new ArrayList<>();
        for (String scope : List.of("users:read", "users:write", "events:read", "events:write")) {
            String token = TestTokens.token("client", subject, scope).text();
            statuses.add(send(request("/users/1", token)).statusCode());
        }

        assertThat(statuses).containsExactly(200, 200, 200, 429);
    }

    /** One subscriber has 2^64 of them. */
    @Test
    void addressesOfOneNetworkAreOneClient() throws Exception {
        List<Integer> statuses = new ArrayList<>();
        for (int at = 1; at <= 4; at++) {
            statuses.add(send(request("/docs").header("X-Forwarded-For", "2001:db8:1:1::" + at))
                    .statusCode());
        }

        assertThat(statuses).containsExactly(200, 200, 200, 429);
        assertThat(send(request("/docs").header("X-Forwarded-For", "2001:db8:1:2::1"))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void allGatewaysCountTogether() {
        String client = "subject:" + UUID.randomUUID();
        Buckets one = gateway();
        Buckets other = gateway();

        assertThat(one.take(client).block())
                .isNotNull()
                .extracting(Verdict::remaining)
                .isEqualTo(2L);
        assertThat(other.take(client).block())
                .isNotNull()
                .extracting(Verdict::remaining)
                .isEqualTo(1L);
    }

    private Buckets gateway() {
        return new Buckets("", shared, new LocalBuckets(RATE, System::nanoTime), System::nanoTime);
    }

    /** Ten of a second's hundred permits each, and what comes in meanwhile. */
    @Test
    void gatewaysTogetherLetPassNoMoreThanTheBurstAndTheirShares() {
        String client = "subject:" + UUID.randomUUID();
        Rate rate = new Rate(100, 200);
        List<Buckets> gateways = Stream.generate(
                        () -> new Buckets("", shared, new LocalBuckets(rate, System::nanoTime), System::nanoTime))
                .limit(3)
                .toList();
        long begin = System.nanoTime();

        long passed = IntStream.range(0, 900)
                .mapToObj(i -> gateways.get(i % 3).take(client).block())
                .filter(verdict -> verdict != null && verdict.allowed())
                .count();

        double gained = rate.gainedIn(System.nanoTime() - begin);
        assertThat(passed).isBetween(200L - 3 * 10, (long) (200 + gained) + 1);
    }

    @Test
    void whatTellsEventsHasARateOfItsOwn() throws Exception {
        String token = TestTokens.token("client", UUID.randomUUID().toString(), "events:write")
                .text();
        for (int i = 0; i < 4; i++) {
            send(request("/users/1", token));
        }

        HttpResponse<String> told = send(request("/event", token).POST(HttpRequest.BodyPublishers.ofString("{}")));

        assertThat(told.statusCode()).isEqualTo(200);
        assertThat(told.headers().firstValue("RateLimit-Policy")).contains("\"ingest\";q=10000;w=2");
        assertThat(send(request("/event", token)).statusCode())
                .as("reading is no telling")
                .isEqualTo(429);
    }

    @Test
    void aGuestTellsAtTheRateOfGuests() throws Exception {
        HttpResponse<String> told = send(
                request("/event", TestTokens.guest(UUID.randomUUID())).POST(HttpRequest.BodyPublishers.ofString("{}")));

        assertThat(told.headers().firstValue("RateLimit-Policy")).contains("\"client\";q=3;w=3");
    }

    /** Who asks for what is not theirs pays as everybody does. */
    @Test
    void refusalsOfTheGatewayTakeFromTheRate() throws Exception {
        String token = TestTokens.guest(UUID.randomUUID());
        List<Integer> statuses = new ArrayList<>();
        for (String path : List.of("/ops/user-service/x", "/nothing-here", "/ops/user-service/x", "/users/1")) {
            statuses.add(send(request(path, token)).statusCode());
        }

        assertThat(statuses).containsExactly(403, 404, 403, 429);
    }

    @Test
    void probesAreNotCounted() throws Exception {
        for (int i = 0; i < 6; i++) {
            assertThat(get("/health").statusCode()).isEqualTo(200);
        }
    }
}
