package dev.concierge.resource.announcement;

import static dev.concierge.resource.ResourceClient.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.http.HttpMethod.DELETE;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.POST;
import static org.springframework.http.HttpMethod.PUT;

import dev.concierge.resource.ResourceClient;
import dev.concierge.testsupport.FlowTest;
import dev.concierge.testsupport.TestMessage;
import dev.concierge.testsupport.TestMessages;
import dev.concierge.testsupport.TestTokens;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;
import tools.jackson.databind.JsonNode;

@FlowTest(topics = "users")
class AnnouncementFlowTests {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final RecordingHub HUB = new RecordingHub();

    @LocalServerPort
    private int port;

    @Autowired
    private TestMessages messages;

    private ResourceClient client = new ResourceClient(0);

    @DynamicPropertySource
    static void hub(DynamicPropertyRegistry registry) {
        registry.add("concierge.services.hub.url", HUB::url);
    }

    @BeforeEach
    void connect() {
        client = new ResourceClient(port);
    }

    @Test
    void aChangeReachesTheTopicAndTheHub() {
        create("told", "l", "r").expectStatus().isCreated();
        client.send(PUT, "told", "l", "", "{\"data\": {\"id\": \"r\", \"n\": 2}}")
                .expectStatus()
                .isOk();
        client.send(DELETE, "told", "l", "?id=r", "").expectStatus().isOk();

        JsonNode deleted = messages.await(
                "resources",
                "resource_deleted",
                data -> data.path("businessId").asString().equals("told"));
        assertThat(deleted.path("seq").asLong()).isEqualTo(3);
        assertThat(deleted.path("shardId").asString()).isEqualTo("shard-001");
        await().atMost(PATIENCE).until(() -> HUB.shown("told").size() == 3);
        assertThat(HUB.shown("told"))
                .extracting(shown -> shown.path("type").asString())
                .containsExactly("resource_created", "resource_updated", "resource_deleted");
        assertThat(HUB.shown("told").getFirst().propertyNames())
                .contains(
                        "type",
                        "resourceType",
                        "businessId",
                        "locationId",
                        "resourceId",
                        "shardId",
                        "timestamp",
                        "seq");
    }

    @Test
    void eachLocationIsNumberedWithoutAGapWhileManyWritersMeet() {
        HUB.failNext(3);
        try (ExecutorService writers = Executors.newFixedThreadPool(8)) {
            for (int i = 0; i < 120; i++) {
                String location = "l" + i % 2;
                String id = "r" + i;
                writers.submit(() -> create("counted", location, id));
            }
        }

        await().atMost(PATIENCE).until(() -> HUB.shown("counted").size() == 120);
        for (String location : List.of("l0", "l1")) {
            assertThat(HUB.shown("counted").stream()
                            .filter(shown -> shown.path("locationId").asString().equals(location))
                            .map(shown -> shown.path("seq").asLong()))
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, 60).boxed().toList());
        }
    }

    @Test
    void aHubThatManagesFewAtOnceIsGivenFewAtOnce() {
        HUB.takeAtMost(0);
        try {
            for (int i = 0; i < 60; i++) {
                create("slow", "l", "r" + i);
            }
            HUB.takeAtMost(25);

            await().atMost(PATIENCE).until(() -> HUB.shown("slow").size() == 60);
        } finally {
            HUB.takeAtMost(Integer.MAX_VALUE);
        }
        assertThat(HUB.shown("slow").stream().map(shown -> shown.path("seq").asLong()))
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 60).boxed().toList());
    }

    @Test
    void theStreamIsAppliedInOrderOnceAndToldLikeAnyOther() {
        String key = "streamed-l-menu";
        stream(key, record("create", "streamed", "m", "s-1", "\"price\": 1"));
        stream(key, record("update", "streamed", "m", "s-2", "\"price\": 2"));
        stream(key, record("update", "streamed", "m", "s-2", "\"price\": 2"));
        stream(key, record("patch", "streamed", "m", "s-3", "\"vegan\": true"));
        stream(key, record("create", "streamed", "m", "s-4", "\"price\": 3"));
        stream(key, record("delete", "streamed", "gone", "s-5", ""));

        assertThat(ended("s-5").path("status").asString()).isEqualTo("failed");
        assertThat(ended("s-5").path("problem").path("code").asString()).isEqualTo("resource-not-found");
        assertThat(ended("s-4").path("problem").path("code").asString()).isEqualTo("resource-exists");
        assertThat(ended("s-3").path("version").asInt()).isEqualTo(3);
        JsonNode read = json(client.get("/businesses/streamed/locations/l/resources/menu/m"));
        assertThat(read.path("version").asInt()).isEqualTo(3);
        assertThat(read.path("data").toString()).isEqualTo("{\"id\":\"m\",\"price\":2,\"vegan\":true}");
        await().atMost(PATIENCE).until(() -> HUB.shown("streamed").size() == 3);
        // the same request over the other door is the same operation
        ResponseSpec again = client.exchange(
                POST,
                "/businesses/streamed/locations/l/resources/menu",
                "{\"id\": \"m\", \"price\": 1}",
                "Idempotency-Key",
                "s-1");
        again.expectStatus().isCreated().expectHeader().valueEquals("Idempotency-Replay", "true");
        client.exchange(
                        POST,
                        "/businesses/streamed/locations/l/resources/menu",
                        "{\"id\": \"m\", \"price\": 3}",
                        "Idempotency-Key",
                        "s-4")
                .expectStatus()
                .isEqualTo(409);
    }

    @Test
    void whatCannotBeReadIsParkedAndNothingBehindItIsSkipped() {
        String key = "parked-l-menu";
        stream(key, "{\"operation\": \"create\", \"businessId\": \"parked\"}");
        stream(key, record("create", "parked", "m", "p-1", "\"n\": 1"));
        stream("parked-l2-menu", record("create", "beside", "m", "p-2", "\"n\": 1"));

        assertThat(ended("p-2").path("status").asString()).isEqualTo("applied");
        client.get("/operations/p-1").expectStatus().isNotFound();
        ResourceClient operator = new ResourceClient(port, TestTokens.operator());
        await().atMost(PATIENCE)
                .until(() ->
                        json(operator.get("/ops/dead-letters")).path("items").size() == 2);
    }

    @Test
    void anOperationWithoutKafkaIsPendingThenDone() {
        ResponseSpec accepted =
                client.exchange(POST, "/resource-operations", record("create", "posted", "m", "o-1", "\"n\": 1"));
        accepted.expectStatus().isAccepted();
        assertThat(json(accepted).path("requestId").asString()).isEqualTo("o-1");
        assertThat(json(client.get("/operations/o-1")).path("status").asString())
                .isIn("pending", "applied");
        assertThat(ended("o-1").path("status").asString()).isEqualTo("applied");
        client.exchange(POST, "/resource-operations", record("create", "posted", "m", "o-1", "\"n\": 1"))
                .expectStatus()
                .isAccepted()
                .expectHeader()
                .valueEquals("Idempotency-Replay", "true");
        client.exchange(POST, "/resource-operations", record("create", "posted", "m", "o-1", "\"n\": 2"))
                .expectStatus()
                .isEqualTo(422);
        ResponseSpec bad = client.exchange(
                POST,
                "/resource-operations",
                "{\"operation\": \"drop\", \"businessId\": \"a b\", \"noSuch\": 1, \"timestamp\": 7}");
        bad.expectStatus().isBadRequest();
        assertThat(json(bad)
                        .path("errors")
                        .valueStream()
                        .map(error -> error.path("pointer").asString()))
                .contains("/operation", "/businessId", "/locationId", "/resourceType", "/noSuch", "/timestamp");
        String large = record("create", "posted", "m", "o-3", "\"a\": \"" + "x".repeat(950 * 1024) + "\"");
        client.exchange(POST, "/resource-operations", large).expectStatus().isBadRequest();
        ResourceClient tenant =
                new ResourceClient(port, TestTokens.clientOf("other", "resources:read", "resources:write"));
        tenant.get("/operations/o-1").expectStatus().isNotFound();
        tenant.exchange(POST, "/resource-operations", record("create", "posted", "m", "o-2", "\"n\": 1"))
                .expectStatus()
                .isNotFound();
    }

    @Test
    void theTopicsKeyIsThePlace() {
        create("keyed", "l", "r");
        TestMessage message = messages.awaitMessage(
                "resources",
                "resource_created",
                found -> found.data().path("businessId").asString().equals("keyed"));

        assertThat(message.key()).isEqualTo("keyed/l");
    }

    private JsonNode ended(String requestId) {
        await().atMost(PATIENCE).untilAsserted(() -> {
            ResponseSpec answer = client.exchange(GET, "/operations/" + requestId, "");
            answer.expectStatus().isOk();
            assertThat(json(answer).path("status").asString()).isNotEqualTo("pending");
        });
        return json(client.get("/operations/" + requestId));
    }

    private void stream(String key, String record) {
        messages.publishRaw("resource-operations", key, Map.of(), record.getBytes(StandardCharsets.UTF_8));
    }

    private static String record(String operation, String business, String id, String requestId, String members) {
        String data = members.isEmpty() ? "" : ", \"data\": {" + members + "}";
        return """
                {"operation": "%s", "businessId": "%s", "locationId": "l", "resourceType": "menu", "resourceId": "%s",
                 "requestId": "%s", "timestamp": "2026-11-28T10:00:00Z"%s}
                """.formatted(operation, business, id, requestId, data);
    }

    private ResponseSpec create(String business, String location, String id) {
        return client.send(POST, business, location, "", "{\"data\": {\"id\": \"" + id + "\", \"n\": 1}}");
    }
}
