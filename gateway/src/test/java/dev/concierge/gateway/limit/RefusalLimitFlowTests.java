package dev.concierge.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.concierge.gateway.FakeFleet;
import dev.concierge.gateway.Handshake;
import dev.concierge.testsupport.FlowTest;
import dev.concierge.testsupport.TestTokens;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who tries tokens is slowed down by address: three at once, then one a second. */
@FlowTest(
        properties = {
            "concierge.gateway.limit.refused-per-second=1",
            "concierge.gateway.limit.refused-burst=3",
            "concierge.gateway.route.trusted-proxies=127.0.0.0/8"
        })
class RefusalLimitFlowTests extends FakeFleet {
    private static final AtomicInteger ADDRESSES = new AtomicInteger();

    private String address = "";

    @BeforeEach
    void comeFromSomewhereElse() {
        address = "203.0.113." + ADDRESSES.incrementAndGet();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer garbage", "Basic YTpi", "Bearer "})
    void refusedCredentialsAreCountedByAddress(String credentials) throws Exception {
        assertThat(refusedUntilShut(() -> ask("/users/1", credentials))).isGreaterThanOrEqualTo(3);
    }

    /** One subscriber has 2^64 of them. */
    @Test
    void anotherAddressOfTheSameNetworkEachTimeIsCountedAsOne() throws Exception {
        AtomicInteger tries = new AtomicInteger();

        assertThat(refusedUntilShut(() -> {
                    address = "2001:db8:1:1::" + Integer.toHexString(tries.incrementAndGet());
                    return ask("/users/1", "Basic YTpi");
                }))
                .isGreaterThanOrEqualTo(3);
        address = "2001:db8:1:2::1";
        assertThat(ask("/users/1", "Basic YTpi").statusCode())
                .as("from the network beside it")
                .isEqualTo(401);
    }

    @Test
    void requestsWithoutATokenAreCountedToo() throws Exception {
        assertThat(refusedUntilShut(() -> send(request("/users/1").header("X-Forwarded-For", address))))
                .isGreaterThanOrEqualTo(3);
    }

    @Test
    void aRightTokenIsServedFromAnAddressThatOthersAbuse() throws Exception {
        String right = "Bearer " + TestTokens.client("users:read");
        refusedUntilShut(() -> ask("/users/1", "Bearer garbage"));

        assertThat(ask("/users/1", "Bearer garbage").statusCode()).isEqualTo(429);
        assertThat(fake("user-service").wasLeftAlone()).isTrue();
        assertThat(ask("/users/1", right).statusCode()).isEqualTo(200);
    }

    @Test
    void secretsThatAServiceRefusesCountAsWell() throws Exception {
        assertThat(refusedUntilShut(() -> ask("/oauth2/refused", "Basic YTpi"))).isGreaterThanOrEqualTo(3);
    }

    @Test
    void tokensOfSocketsThatTheHubRefusesCountAsWell() {
        int refused = 0;
        while (handshake("bad") != 429) {
            refused++;
            assertThat(refused).as("handshakes answered 403 in a row").isLessThan(50);
        }

        assertThat(refused).isGreaterThanOrEqualTo(3);
        String right = TestTokens.client("users:read");
        assertThat(handshake(right))
                .as("a right token while the address is shut")
                .isEqualTo(101);
        String protocol =
                Base64.getEncoder().withoutPadding().encodeToString(right.getBytes(StandardCharsets.US_ASCII));
        assertThat(Handshake.status(
                        port,
                        "/socket/websocket?vsn=2.0.0",
                        "Sec-WebSocket-Protocol: phoenix, base64url.bearer.phx." + protocol,
                        "X-Forwarded-For: " + address))
                .as("the same among the subprotocols")
                .isEqualTo(101);
    }

    /** Nobody guesses them, and shops share addresses with others. */
    @Test
    void writeKeysAreLookedAtFromAnAddressThatOthersAbuse() throws Exception {
        refusedUntilShut(() -> ask("/users/1", "Bearer garbage"));

        HttpResponse<String> told = send(request("/v1/track")
                .header("Authorization", "Basic YTpi")
                .header("X-Forwarded-For", address)
                .POST(BodyPublishers.ofString("{}")));

        assertThat(told.statusCode()).isEqualTo(200);
    }

    private int handshake(String token) {
        return Handshake.status(port, "/socket/websocket?vsn=2.0.0&token=" + token, "X-Forwarded-For: " + address);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/oauth2/token", "/oauth2/sign-in"})
    void credentialsInABodyAreNotLookedAtWhileTheAddressIsShut(String path) throws Exception {
        refusedUntilShut(() -> ask("/users/1", "Bearer garbage"));

        HttpResponse<String> shut = send(request(path)
                .header("X-Forwarded-For", address)
                .POST(BodyPublishers.ofString("client_id=app&client_secret=guess")));

        assertThat(shut.statusCode()).isEqualTo(429);
        assertThat(fake("user-service").wasLeftAlone()).isTrue();
    }

    /** The next request is on its way as soon as the refusal is read. */
    @Test
    void everyRefusalOnAKeptConnectionIsAnswered() throws Exception {
        for (int client = 0; client < 1_000; client++) {
            address = "2001:db8:0:" + Integer.toHexString(client) + "::1";
            assertThat(ask("/oauth2/refused", "Basic YTpi").statusCode()).isEqualTo(401);
        }
    }

    @Test
    void openDoorsStayOpen() throws Exception {
        refusedUntilShut(() -> ask("/users/1", "Bearer garbage"));

        assertThat(send(request("/docs").header("X-Forwarded-For", address)).statusCode())
                .isEqualTo(200);
    }

    /** How many were answered 401 before the first 429: as many as at once, and what a slow machine lets the bucket gain. */
    private static int refusedUntilShut(Callable<HttpResponse<String>> request) throws Exception {
        int refused = 0;
        while (request.call().statusCode() != 429) {
            refused++;
            assertThat(refused).as("requests answered 401 in a row").isLessThan(50);
        }
        return refused;
    }

    private HttpResponse<String> ask(String path, String authorization) throws Exception {
        return send(request(path).header("Authorization", authorization).header("X-Forwarded-For", address));
    }
}
