package dev.concierge.curator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.concierge.testsupport.FlowTest;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.web.servlet.client.RestTestClient;

/** The broker, Redis and the issuer are away, and have been since before this service started. */
@FlowTest(
        properties = {
            "concierge.kafka.bootstrap=127.0.0.1:1",
            "concierge.cache.redis.port=1",
            "concierge.revocations.uri=http://127.0.0.1:1/oauth2/revocations"
        })
@DirtiesContext
class OutageFlowTests {
    @LocalServerPort
    private int port;

    @Autowired
    private MeterRegistry meters;

    /** As docs/adr/0046 decides: all pods would go at once, with what they can answer. */
    @Test
    void eachIsNamedAndMakesNobodyUnready() {
        await().untilAsserted(() -> assertThat(meters.get("dependency.up").gauges().stream()
                        .filter(gauge -> gauge.value() == 0)
                        .map(gauge -> gauge.getId().getTag("dependency"))
                        .collect(Collectors.toSet()))
                .containsExactlyInAnyOrder("broker", "redis", "issuer"));

        RestTestClient.bindToServer()
                .baseUrl("http://127.0.0.1:" + port)
                .build()
                .get()
                .uri("/readyz")
                .exchange()
                .expectStatus()
                .isOk();
    }
}
