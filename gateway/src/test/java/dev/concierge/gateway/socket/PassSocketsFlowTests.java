package dev.concierge.gateway.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.concierge.gateway.FakeFleet;
import dev.concierge.gateway.FakeService;
import dev.concierge.gateway.Handshake;
import dev.concierge.testsupport.FlowTest;
import dev.concierge.testsupport.PhoenixClient;
import dev.concierge.testsupport.TestTokens;
import io.micrometer.core.instrument.LongTaskTimer;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

@FlowTest
class PassSocketsFlowTests extends FakeFleet {
    private static final String PATH = "/socket/websocket?vsn=2.0.0&token=";

    @Autowired
    private MeterRegistry meters;

    @ParameterizedTest
    @CsvSource({"bad, 403", "restarting, 503"})
    void theHubsRefusalComesBeforeAnyUpgrade(String token, int status) {
        String answer = Handshake.answer(port, PATH + token);

        assertThat(answer).startsWith("HTTP/1.1 " + status).endsWith("\r\n\r\n");
        assertThat(answer.toLowerCase(Locale.ROOT)).contains("x-request-id").doesNotContain("sec-websocket-accept");
    }

    @Test
    void aHubThatIsDownIsAProblemBeforeAnyUpgrade() {
        assertThat(Handshake.answer(port, "/dating/calls/1/signal", "Authorization: Bearer " + TestTokens.operator()))
                .startsWith("HTTP/1.1 503")
                .contains("service-unreachable", "datemaker");
    }

    @Test
    void aHubThatIsSilentTimesOut() {
        assertThat(Handshake.answer(port, "/users/silent", "Authorization: Bearer " + TestTokens.operator()))
                .startsWith("HTTP/1.1 504")
                .contains("service-timed-out");
    }

    @Test
    void theStockClientSlowsDownWhenItsTokenIsRefused() throws Exception {
        String door = "ws://127.0.0.1:" + port + "/socket";
        try (PhoenixClient client = PhoenixClient.started(door, "bad", "param", "users:1")) {
            client.says("closed");
            await().during(Duration.ofSeconds(10))
                    .atMost(Duration.ofSeconds(11))
                    .until(() -> fake("notification-hub").handshakes() <= 12);
        }
    }

    @Test
    void onlyASubprotocolThatTheHubChoseIsEchoed() {
        String offered = "Sec-WebSocket-Protocol: evil, base64url.bearer.phx.eA";

        assertThat(Handshake.answer(port, PATH + "good", offered).toLowerCase(Locale.ROOT))
                .startsWith("http/1.1 101")
                .doesNotContain("sec-websocket-protocol");
        assertThat(Handshake.answer(port, PATH + "good", offered + ", phoenix").toLowerCase(Locale.ROOT))
                .startsWith("http/1.1 101")
                .contains("sec-websocket-protocol: phoenix\r\n");
    }

    @Test
    void theAnswerCarriesWhatFiltersAdd() {
        assertThat(Handshake.answer(port, PATH + "good", "X-Request-Id: abc-1").toLowerCase(Locale.ROOT))
                .contains("x-request-id: abc-1\r\n", "ratelimit: ")
                .doesNotContain("content-length", "transfer-encoding");
    }

    @Test
    void messagesArriveHoweverManyFramesTheyHave() throws Exception {
        try (Client client = new Client(port)) {
            client.socket.sendText("hel", false).join();
            client.socket.sendText("lo", true).join();

            assertThat(client.heard.get(10, TimeUnit.SECONDS)).isEqualTo("echo hello");
        }
    }

    @Test
    void largeMessagesPassWhole() throws Exception {
        String text = "ä".repeat(30_000);
        try (Client client = new Client(port)) {
            client.socket.sendText(text, true).join();

            assertThat(client.heard.get(10, TimeUnit.SECONDS)).isEqualTo("echo " + text);
        }
    }

    @Test
    void controlFramesPass() throws Exception {
        try (Client client = new Client(port)) {
            client.socket
                    .sendPing(ByteBuffer.wrap("are you there".getBytes(StandardCharsets.UTF_8)))
                    .join();
            assertThat(client.ponged.get(10, TimeUnit.SECONDS)).isEqualTo("are you there");

            client.socket.sendText("go", true).join();
            assertThat(client.closed.get(10, TimeUnit.SECONDS)).isEqualTo(1012);
        }
    }

    @Test
    void socketsAreCountedWhileTheyAreOpen() {
        try (Client client = new Client(port)) {
            client.socket.sendText("x", true).join();
            assertThat(open()).isPositive();
        }
        await().until(() -> open() == 0);
    }

    /** What stays active stays in memory, with all that belongs to it. */
    @Test
    void aSocketThatIsClosedIsNoActiveRequestAnyMore() throws Exception {
        try (Client client = new Client(port)) {
            client.socket.sendText("x", true).join();
            assertThat(client.heard.get(10, TimeUnit.SECONDS)).isEqualTo("echo x");
            assertThat(active("http.server.requests.active")).isPositive();
        }
        await().untilAsserted(() -> {
            assertThat(active("http.server.requests.active")).isZero();
            assertThat(active("http.client.requests.active")).isZero();
        });
    }

    private int active(String timers) {
        return meters.find(timers).longTaskTimers().stream()
                .mapToInt(LongTaskTimer::activeTasks)
                .sum();
    }

    private double open() {
        return meters.get("gateway.sockets").gauge().value();
    }

    @Test
    void theWishToUpgradeIsOverlookedWhereItMeansNothing() throws Exception {
        String answer = Handshake.answer(port, "/users/1", "Authorization: Bearer " + TestTokens.operator());

        assertThat(answer).as("of a service that has no sockets").startsWith("HTTP/1.1 200");
        send(request("/users", TestTokens.operator())
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{}")));
        FakeService.Received received = fake("user-service").next();
        assertThat(received.uri()).isEqualTo("/users/1");
        assertThat(received.headers().get("X-Forwarded-For")).isEqualTo("127.0.0.1");
        assertThat(received.headers().get("traceparent")).startsWith("00-");
    }

    /** Keeps the first message, pong and close code. */
    private static final class Client implements WebSocket.Listener, AutoCloseable {
        private final CompletableFuture<String> heard = new CompletableFuture<>();
        private final CompletableFuture<String> ponged = new CompletableFuture<>();
        private final CompletableFuture<Integer> closed = new CompletableFuture<>();
        private final StringBuilder partial = new StringBuilder();
        private final HttpClient http = HttpClient.newHttpClient();
        private final WebSocket socket;

        private Client(int port) {
            socket = http.newWebSocketBuilder()
                    .buildAsync(URI.create("ws://localhost:" + port + PATH + "good"), this)
                    .join();
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            partial.append(data);
            if (last) {
                heard.complete(partial.toString());
            }
            from.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onPong(WebSocket from, ByteBuffer message) {
            ponged.complete(StandardCharsets.UTF_8.decode(message).toString());
            from.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            closed.complete(code);
            return null;
        }

        @Override
        public void close() {
            socket.abort();
        }
    }
}
