package dev.concierge.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.concierge.testsupport.FlowTest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;

/** A pod whose index has nothing yet: its broker has been away since before it started. */
@FlowTest(properties = "concierge.kafka.bootstrap=127.0.0.1:1")
@DirtiesContext
class UnreadFlowTests {
    @LocalServerPort
    private int port;

    /** As docs/adr/0046 decides: it alone would find nothing, where the others find what they have. */
    @Test
    void isNotReadyAndGoesOnTrying() throws Exception {
        assertThat(status("/readyz")).isEqualTo(503);
        assertThat(status("/livez")).isEqualTo(200);
    }

    private int status(String path) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            URI uri = URI.create("http://127.0.0.1:" + port + path);
            return http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        }
    }
}
