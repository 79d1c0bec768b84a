package dev.concierge.gateway.socket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.concierge.gateway.FakeFleet;
import dev.concierge.gateway.Handshake;
import dev.concierge.platform.observability.Drain;
import dev.concierge.testsupport.FlowTest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A gateway that goes. */
@FlowTest
class LetSocketsGoFlowTests extends FakeFleet {
    private static final String PATH = "/socket/websocket?vsn=2.0.0&token=good";

    @Autowired
    private OpenSockets sockets;

    @Autowired
    private Drain drain;

    @AfterEach
    void comeBack() {
        sockets.start();
        drain.start();
    }

    @Test
    void everySocketIsToldToConnectAgain() throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            Client first = opened(http);
            Client second = opened(http);
            CompletableFuture<Void> stopped = new CompletableFuture<>();

            sockets.stop(() -> stopped.complete(null));

            assertThat(first.closed.get(10, TimeUnit.SECONDS)).isEqualTo(1012);
            assertThat(second.closed.get(10, TimeUnit.SECONDS)).isEqualTo(1012);
            stopped.get(10, TimeUnit.SECONDS);
            assertThat(Handshake.answer(port, PATH)).startsWith("HTTP/1.1 503").contains("\"restarting\"");
        }
    }

    @Test
    void whileItDrainsASocketStillOpens() {
        drain.stop(() -> {});

        assertThat(Handshake.answer(port, PATH).toLowerCase(Locale.ROOT))
                .startsWith("http/1.1 101")
                .contains("connection: upgrade\r\n")
                .doesNotContain("connection: close");
    }

    private Client opened(HttpClient http) throws Exception {
        Client client = new Client();
        WebSocket socket = http.newWebSocketBuilder()
                .buildAsync(URI.create("ws://localhost:" + port + PATH), client)
                .join();
        socket.sendText("hello", true).join();
        assertThat(client.heard.get(10, TimeUnit.SECONDS)).isEqualTo("echo hello");
        return client;
    }

    private static final class Client implements WebSocket.Listener {
        private final CompletableFuture<String> heard = new CompletableFuture<>();
        private final CompletableFuture<Integer> closed = new CompletableFuture<>();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            heard.complete(data.toString());
            from.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            closed.complete(code);
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable broken) {
            closed.completeExceptionally(broken);
        }
    }
}
