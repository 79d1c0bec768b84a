package dev.concierge.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.concierge.hub.socket.WireClient;
import dev.concierge.testsupport.FlowTest;
import dev.concierge.testsupport.TestTokens;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;

/** A pod that does not know yet what was sent: its broker has been away since before it started. */
@FlowTest(properties = "concierge.kafka.bootstrap=127.0.0.1:1")
@DirtiesContext
class UnpositionedFlowTests {
    @LocalServerPort
    private int port;

    @Test
    void isNotReadyAndTakesNoSockets() throws Exception {
        assertThat(status("/readyz")).isEqualTo(503);
        assertThat(status("/livez")).isEqualTo(200);
        String token = TestTokens.guest(UUID.randomUUID());
        assertThat(WireClient.refusal(
                        URI.create("ws://127.0.0.1:" + port + "/socket/websocket?vsn=2.0.0&token=" + token)))
                .isEqualTo(503);
    }

    private int status(String path) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            URI uri = URI.create("http://127.0.0.1:" + port + path);
            return http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        }
    }
}
