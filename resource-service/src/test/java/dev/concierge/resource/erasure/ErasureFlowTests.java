package dev.concierge.resource.erasure;

import static dev.concierge.resource.ResourceClient.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.http.HttpMethod.DELETE;
import static org.springframework.http.HttpMethod.POST;

import dev.concierge.resource.ResourceClient;
import dev.concierge.resource.shard.Shards;
import dev.concierge.testsupport.FlowTest;
import dev.concierge.testsupport.TestClock;
import dev.concierge.testsupport.TestMessages;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@FlowTest
class ErasureFlowTests {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @LocalServerPort
    private int port;

    @Autowired
    private TestMessages messages;

    @Autowired
    private Shards shards;

    @Autowired
    private TestClock clock;

    @Test
    void anErasedBusinessLeavesNothingAndItsIdIsNeverGivenAgain() {
        ResourceClient client = new ResourceClient(port);
        for (String id : new String[] {"r1", "r2"}) {
            client.send(POST, "leaving", "l", "", "{\"data\": {\"id\": \"" + id + "\"}}")
                    .expectStatus()
                    .isCreated();
        }
        assertThat(json(client.exchange(DELETE, "/businesses/leaving", ""))
                        .path("state")
                        .asString())
                .isEqualTo("erasing");
        client.send(POST, "leaving", "l", "", "{\"data\": {}}").expectStatus().isEqualTo(409);

        clock.advance(Duration.ofSeconds(5));
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> client.get("/businesses/leaving").expectStatus().isNotFound());
        messages.await(
                "resources",
                "resource_deleted",
                data -> data.path("businessId").asString().equals("leaving")
                        && data.path("seq").asLong() == 4);
        assertThat(rows("leaving")).isZero();
        assertThat(json(client.send(POST, "leaving", "l", "", "{\"data\": {}}"))
                        .path("code")
                        .asString())
                .isEqualTo("name-taken");
    }

    private long rows(String business) {
        return shards.all().stream()
                .mapToLong(shard -> shard.asOps(() -> shard.jdbc()
                        .sql("""
                                select (select count(*) from tenant.resources where business_id = :b)
                                    + (select count(*) from tenant.operations where business_id = :b)
                                    + (select count(*) from tenant.location_numbers where business_id = :b)
                                """)
                        .param("b", business)
                        .query(Long.class)
                        .single()))
                .sum();
    }
}
