package dev.concierge.resource.resource;

import static dev.concierge.resource.ResourceClient.json;
import static dev.concierge.resource.ResourceClient.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.http.HttpMethod.DELETE;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.PATCH;
import static org.springframework.http.HttpMethod.POST;
import static org.springframework.http.HttpMethod.PUT;

import dev.concierge.resource.ResourceClient;
import dev.concierge.testsupport.FlowTest;
import dev.concierge.testsupport.TestTokens;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Resources read through Redis, over REST. */
@FlowTest(topics = "users")
class SharedResourceFlowTests {
    @LocalServerPort
    private int port;

    @Autowired
    private MeterRegistry meters;

    private ResourceClient client = new ResourceClient(0);

    @BeforeEach
    void shares() {
        client = new ResourceClient(port);
        await().atMost(Duration.ofSeconds(40))
                .until(() -> meters.get("resource.reads.shared").gauge().value() == 1);
    }

    @Test
    void eachChangeShowsWithItsAnswerAndWhatIsDeletedIsGone() {
        client.send(POST, "near", "l", "", "{\"data\": {\"id\": \"r\", \"n\": 1e400}}")
                .expectStatus()
                .isCreated();
        share("near");
        assertThat(text(client.send(GET, "near", "l", "?id=r", ""))).contains("1E+400");
        client.send(GET, "near", "l", "?id=r", "").expectHeader().valueEquals("ETag", "\"1\"");
        for (int n = 2; n < 20; n++) {
            client.send(n % 2 == 0 ? PUT : PATCH, "near", "l", "", "{\"data\": {\"id\": \"r\", \"n\": " + n + "}}")
                    .expectStatus()
                    .isOk();
            assertThat(json(client.send(GET, "near", "l", "?id=r", ""))
                            .at("/data/n")
                            .asInt())
                    .isEqualTo(n);
        }

        client.send(DELETE, "near", "l", "?id=r", "").expectStatus().isOk();

        client.send(GET, "near", "l", "?id=r", "").expectStatus().isNotFound();
        client.send(POST, "near", "l", "", "{\"data\": {\"id\": \"r\"}}")
                .expectStatus()
                .isCreated();
        client.send(GET, "near", "l", "?id=r", "").expectHeader().valueEquals("ETag", "\"21\"");
    }

    @Test
    void whoMayNotSeeItIsRefusedBeforeAnythingIsLookedFor() {
        client.send(POST, "shown", "l", "", "{\"data\": {\"id\": \"r\"}}")
                .expectStatus()
                .isCreated();
        share("shown");
        ResourceClient other =
                new ResourceClient(port, TestTokens.clientOf("elsewhere", "resources:read", "resources:write"));
        double before = shared();

        other.send(GET, "shown", "l", "?id=r", "").expectStatus().isNotFound();
        other.get("/businesses/shown/locations/l/resources/reservation/r")
                .expectStatus()
                .isNotFound();

        assertThat(shared()).isEqualTo(before);
    }

    private void share(String business) {
        await().until(() -> {
            double before = shared();
            client.send(GET, business, "l", "?id=r", "").expectStatus().isOk();
            return shared() > before;
        });
    }

    private double shared() {
        return meters.counter("resource.reads", "from", "shared").count();
    }
}
