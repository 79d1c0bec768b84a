package dev.concierge.search.item;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.concierge.testsupport.FlowTest;
import dev.concierge.testsupport.TestMessages;
import dev.concierge.testsupport.TestTokens;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.web.servlet.client.RestTestClient;
import tools.jackson.databind.JsonNode;

@FlowTest(topics = "items")
class SearchFlowTests {
    private static final Duration VISIBLE = Duration.ofSeconds(1);
    private static final String TOKEN = TestTokens.service("concierge-service", "search:read");

    @LocalServerPort
    private int port;

    @Autowired
    private TestMessages messages;

    @Test
    void isReadyOnceItHasCaughtUp() {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> exchange("/readyz", "").expectStatus().isOk());
    }

    @Test
    void anItemIsFoundWithinASecondAndAfterItsDeletionNoMore() {
        isReadyOnceItHasCaughtUp();
        String id = save("Windsurfing");
        await().atMost(VISIBLE)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> find("windsurfing").size() == 1);
        JsonNode hit = find("windsurfing").path(0);
        assertThat(hit.path("itemId").asString()).isEqualTo(id);
        assertThat(hit.path("why").path(0).asString()).isEqualTo("title");
        assertThat(hit.path("score").asDouble()).isPositive();

        messages.publish("items", id, "item.deleted", Map.of("itemId", id, "deletedAt", "2026-11-22T09:30:00Z"));
        await().atMost(VISIBLE)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> find("windsurfing").isEmpty());
    }

    @Test
    void aTombstoneDeletesToo() {
        String id = save("Kitesurfing");
        await().until(() -> find("kitesurfing").size() == 1);

        messages.publishRaw("items", id, Map.of(), null);

        await().until(() -> find("kitesurfing").isEmpty());
    }

    @Test
    void aBrokenMessageHoldsUpNothing() {
        messages.publishRaw("items", "broken", Map.of("ce_type", "item.saved"), new byte[] {'{'});
        save("Paragliding");

        await().until(() -> find("paragliding").size() == 1);
    }

    @Test
    void anItemWithoutATitleHoldsUpNothing() {
        byte[] untitled = "{\"itemId\": \"untitled\", \"type\": \"gem\", \"description\": \"\", \"tags\": []}"
                .getBytes(StandardCharsets.UTF_8);
        messages.publishRaw("items", "untitled", Map.of("ce_type", "item.saved"), untitled);
        save("Gliding");

        await().until(() -> find("gliding").size() == 1);
    }

    @Test
    void onlyServicesAndOperatorsMayAsk() {
        exchange("/search?q=x", TestTokens.service("other")).expectStatus().isForbidden();
        exchange("/search?q=x", TestTokens.client("search:read")).expectStatus().isForbidden();
        exchange("/search?q=x", TestTokens.operator()).expectStatus().isOk();
        exchange("/search?q=", TOKEN).expectStatus().isBadRequest();
    }

    @Test
    void aCursorOfAnotherListIsRefused() {
        exchange("/search?q=x&cursor=eAB5", TOKEN)
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.errors[0].pointer")
                .isEqualTo("?cursor");
    }

    private String save(String title) {
        String id = UUID.randomUUID().toString();
        messages.publish(
                "items",
                id,
                "item.saved",
                Map.of(
                        "itemId",
                        id,
                        "type",
                        "experience",
                        "title",
                        title,
                        "description",
                        "",
                        "tags",
                        List.of(),
                        "attributes",
                        Map.of(),
                        "savedAt",
                        "2026-11-22T09:00:00Z"));
        return id;
    }

    private JsonNode find(String words) {
        return Objects.requireNonNull(exchange("/search?q=" + words, TOKEN)
                        .expectStatus()
                        .isOk()
                        .expectBody(JsonNode.class)
                        .returnResult()
                        .getResponseBody())
                .path("items");
    }

    private RestTestClient.ResponseSpec exchange(String path, String token) {
        return RestTestClient.bindToServer()
                .baseUrl("http://localhost:" + port)
                .build()
                .get()
                .uri(path)
                .headers(headers -> {
                    if (!token.isEmpty()) {
                        headers.setBearerAuth(token);
                    }
                })
                .exchange();
    }
}
