package dev.concierge.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.concierge.gateway.FakeFleet;
import dev.concierge.gateway.Handshake;
import dev.concierge.testsupport.FlowTest;
import dev.concierge.testsupport.TestTokens;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Twenty sockets: sixteen of one client, two of one guest. */
@FlowTest(
        properties = {
            "concierge.gateway.socket.max=20",
            "concierge.web.guest-share=10",
            "concierge.gateway.route.trusted-proxies=127.0.0.0/8"
        })
class SocketSharesFlowTests extends FakeFleet {
    private static final String PATH = "/socket/websocket?vsn=2.0.0&token=";

    @Autowired
    private MeterRegistry meters;

    private final HttpClient http = HttpClient.newHttpClient();
    private final List<WebSocket> sockets = new ArrayList<>();

    @AfterEach
    void hangUp() {
        sockets.forEach(WebSocket::abort);
        sockets.clear();
        http.shutdownNow();
        await().until(() -> meters.get("gateway.sockets").gauge().value() == 0);
    }

    @Test
    void oneClientNeverHasThemAll() {
        String greedy = token("client");
        open(greedy, 16);

        assertThat(Handshake.answer(port, PATH + greedy))
                .startsWith("HTTP/1.1 429")
                .contains("too-many-at-once");
        open(token("client"), 1);
        open(token("guest"), 1);

        sockets.removeFirst().abort();
        await().untilAsserted(
                        () -> assertThat(Handshake.status(port, PATH + greedy)).isEqualTo(101));
    }

    @Test
    void oneGuestHasAFew() {
        String greedy = token("guest");
        open(greedy, 2);

        assertThat(Handshake.status(port, PATH + greedy)).isEqualTo(429);
        open(token("guest"), 1);
    }

    /** What the hub makes of a bad token is not known here. */
    @Test
    void whoShowsNoGoodTokenIsHeldByTheAddress() {
        String from = "203.0.113.7";
        openFrom(from, from);

        assertThat(Handshake.status(port, PATH + "unreadable", "X-Forwarded-For: " + from))
                .isEqualTo(429);
        assertThat(Handshake.status(port, PATH + "unreadable", "X-Forwarded-For: 203.0.113.8"))
                .isEqualTo(101);
        assertThat(Handshake.status(port, PATH + token("client"), "X-Forwarded-For: " + from))
                .isEqualTo(101);
    }

    /** One subscriber has 2^64 of them. */
    @Test
    void addressesOfOneNetworkAreHeldTogether() {
        openFrom("2001:db8:1:1::1", "2001:db8:1:1::2");

        assertThat(Handshake.status(port, PATH + "unreadable", "X-Forwarded-For: 2001:db8:1:1::3"))
                .isEqualTo(429);
        assertThat(Handshake.status(port, PATH + "unreadable", "X-Forwarded-For: 2001:db8:1:2::1"))
                .isEqualTo(101);
    }

    @Test
    void refusedHandshakesHoldNothing() {
        for (int at = 0; at < 40; at++) {
            assertThat(Handshake.status(port, PATH + "bad", "X-Forwarded-For: 203.0.113.9"))
                    .isIn(403, 429);
        }
        await().untilAsserted(() -> assertThat(Handshake.status(port, PATH + "other", "X-Forwarded-For: 203.0.113.9"))
                .isEqualTo(101));
    }

    private static String token(String kind) {
        return TestTokens.token(kind, UUID.randomUUID().toString(), "users:read")
                .text();
    }

    private void open(String token, int count) {
        for (int at = 0; at < count; at++) {
            sockets.add(http.newWebSocketBuilder()
                    .buildAsync(uri(token), new WebSocket.Listener() {})
                    .join());
        }
    }

    private void openFrom(String... addresses) {
        for (String from : addresses) {
            sockets.add(http.newWebSocketBuilder()
                    .header("X-Forwarded-For", from)
                    .buildAsync(uri("unreadable"), new WebSocket.Listener() {})
                    .join());
        }
    }

    private URI uri(String token) {
        return URI.create("ws://localhost:" + port + PATH + token);
    }
}
