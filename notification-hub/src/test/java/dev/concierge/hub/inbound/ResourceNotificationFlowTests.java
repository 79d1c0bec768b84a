package dev.concierge.hub.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import dev.concierge.hub.HubFlow;
import dev.concierge.hub.socket.WireClient;
import dev.concierge.testsupport.TestTokens;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ResourceNotificationFlowTests extends HubFlow {
    private final String business = "b-" + UUID.randomUUID();
    private final String notification = """
            {"type":"resource_updated","resourceType":"menu","businessId":"%s","locationId":"bar-1","resourceId":"m1",\
            "shardId":"s1","timestamp":"2025-01-08T10:00:00.000Z","seq":7,"more":{"price":1.10,"of":[12345678901234567.25,0.30,7]}}""".formatted(business);
    private final String more =
            notification.substring(notification.indexOf("\"more\":") + 7, notification.length() - 1);
    private final String resourceService = TestTokens.service("resource-service", "notifications:write");

    @Test
    void reachesTheScreensOfTheLocationAndThenOfTheBusiness() throws Exception {
        try (WireClient screen = socket(TestTokens.clientOf(business))) {
            screen.send("[\"1\",\"1\",\"resources:" + business + "\",\"phx_join\",{}]")
                    .next();
            screen.send("[\"2\",\"2\",\"resources:" + business + "-bar-1\",\"phx_join\",{}]")
                    .next();
            HttpResponse<String> answer = post("/api/notifications", resourceService, notification);
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(JsonMapper.shared().readTree(answer.body()))
                    .isEqualTo(
                            JsonMapper.shared().readTree("{\"status\":\"ok\",\"message\":\"Notification processed\"}"));
            String posted = notification.substring(0, notification.length() - 1);
            for (String topic : List.of("resources:" + business + "-bar-1", "resources:" + business)) {
                assertThat(screen.nextText())
                        .startsWith("[null,null,\"" + topic + "\",\"resource_update\"," + posted + ",\"offset\":");
            }
        }
    }

    @Test
    void isShownOnceWhenPostedAgain() {
        String key = UUID.randomUUID().toString();
        post("/api/notifications", resourceService, notification, "Idempotency-Key", key);
        HttpResponse<String> again = post("/api/notifications", resourceService, notification, "Idempotency-Key", key);
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(again.headers().firstValue("Idempotency-Replay")).hasValue("true");
        post("/api/notifications", resourceService, notification.replace("m1", "m2"));
        messages.await("live", "live.broadcast", data -> isAbout(data, "m2"));
        assertThat(messages.received("live"))
                .filteredOn(message -> isAbout(message.data(), "m1"))
                .hasSize(2);
    }

    @Test
    void namesWhatIsMissing() {
        HttpResponse<String> answer = post("/api/notifications", resourceService, "{\"type\":\"\",\"locationId\":7}");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(JsonMapper.shared().readTree(answer.body()).path("errors").findValuesAsString("pointer"))
                .containsExactly("/type", "/businessId", "/locationId");
    }

    /** A screen that could not read it would never know. */
    @Test
    void whatIsTakenIsShown() {
        String deepest = notification.replace(more, "[".repeat(49) + "]".repeat(49));
        assertThat(post("/api/notifications", resourceService, deepest).statusCode())
                .isEqualTo(200);
        messages.await("live", "live.broadcast", data -> isAbout(data, "m1"));

        for (String wrong : List.of("[".repeat(101) + "]".repeat(101), "1e400", "\"\\ud83d\"")) {
            HttpResponse<String> answer =
                    post("/api/notifications", resourceService, notification.replace(more, wrong));
            assertThat(answer.statusCode()).as(wrong).isEqualTo(400);
        }
    }

    @Test
    void namesWhatIsWrong() {
        String wrong = notification
                .replace("resource_updated", "resource_moved")
                .replace("\"m1\"", "\"\"")
                .replace("2025-01-08T10:00:00.000Z", "1736330400000")
                .replace("\"seq\":7", "\"seq\":-1,\"offset\":3");
        HttpResponse<String> answer = post("/api/notifications", resourceService, wrong);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(JsonMapper.shared().readTree(answer.body()).path("errors").findValuesAsString("pointer"))
                .containsExactly("/type", "/resourceId", "/timestamp", "/seq", "/offset");
    }

    /** Digits in the right places are not yet a day that there is. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "2025-13-45T99:99:99Z",
                "2025-02-29T10:00:00Z",
                "2025-01-08T24:00:00Z",
                "2025-01-08T10:00:00",
                "2025-01-08T10:00:00+99:00",
                "0000-01-01T00:00:00Z"
            })
    void namesATimeThatThereIsNot(String time) {
        HttpResponse<String> answer =
                post("/api/notifications", resourceService, notification.replace("2025-01-08T10:00:00.000Z", time));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(JsonMapper.shared().readTree(answer.body()).path("errors").findValuesAsString("pointer"))
                .containsExactly("/timestamp");
    }

    @Test
    void aBatchUnderAKeyIsShownOnceAndTheKeyIsForItAlone() {
        String key = UUID.randomUUID().toString();
        String batch = "[" + notification + "," + notification.replace("m1", "m2") + "]";
        assertThat(post("/api/notifications", resourceService, batch, "Idempotency-Key", key)
                        .statusCode())
                .isEqualTo(200);
        HttpResponse<String> again = post("/api/notifications", resourceService, batch, "Idempotency-Key", key);
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(again.headers().firstValue("Idempotency-Replay")).hasValue("true");
        for (String other : List.of(batch.replace("m2", "m3"), notification)) {
            HttpResponse<String> refused = post("/api/notifications", resourceService, other, "Idempotency-Key", key);
            assertThat(refused.statusCode()).isEqualTo(422);
            assertThat(refused.body()).contains("idempotency-key-reused");
        }

        post("/api/notifications", resourceService, notification.replace("m1", "m4"));
        messages.await("live", "live.broadcast", data -> isAbout(data, "m4"));
        assertThat(messages.received("live"))
                .as("each on two channels")
                .filteredOn(message -> isAbout(message.data(), "m1") || isAbout(message.data(), "m2"))
                .hasSize(4);
        assertThat(messages.received("live")).noneMatch(message -> isAbout(message.data(), "m3"));
    }

    @Test
    void takesABatchAsAWholeAndInItsOrder() throws Exception {
        try (WireClient screen = socket(TestTokens.clientOf(business))) {
            screen.send("[\"1\",\"1\",\"resources:" + business + "\",\"phx_join\",{}]")
                    .next();
            String second = notification.replace("m1", "m2").replace("resource_updated", "resource_deleted");
            HttpResponse<String> refused = post(
                    "/api/notifications",
                    resourceService,
                    "{\"notifications\":[" + notification.replace("resource_updated", "changed") + ","
                            + second.replace("bar-1", "") + "]}");
            assertThat(refused.statusCode()).isEqualTo(400);
            assertThat(refused.body()).contains("/notifications/0/type", "/notifications/1/locationId");
            assertThat(post("/api/notifications", resourceService, "[" + notification + "," + second + "]")
                            .statusCode())
                    .isEqualTo(200);
            assertThat(screen.next().at("/4/resourceId").asString()).isEqualTo("m1");
            assertThat(screen.next().at("/4/resourceId").asString()).isEqualTo("m2");
        }
    }

    @Test
    void knowsANotificationOfABatchByItsOwnId() {
        String withId = notification.replace("{\"type\"", "{\"requestId\":\"" + UUID.randomUUID() + "\",\"type\"");
        assertThat(post("/api/notifications", resourceService, withId).headers().firstValue("Idempotency-Replay"))
                .isEmpty();
        assertThat(post("/api/notifications", resourceService, "[" + withId + "]")
                        .headers()
                        .firstValue("Idempotency-Replay"))
                .hasValue("true");
    }

    @Test
    void answersOnlyWhoMayWrite() {
        assertThat(post("/api/notifications", null, notification).statusCode()).isEqualTo(401);
        assertThat(post("/api/notifications", TestTokens.guest("ada"), notification)
                        .statusCode())
                .isEqualTo(403);
        assertThat(post("/api/notifications", TestTokens.client("users:read"), notification)
                        .statusCode())
                .isEqualTo(403);
        String other = TestTokens.clientOf("another", "notifications:write");
        assertThat(post("/api/notifications", other, notification).statusCode()).isEqualTo(403);
    }

    @Test
    void answersHealthAsTheFirstHubDid() {
        assertThat(get("/api/health", null).body()).isEqualTo("{\"status\":\"ok\"}");
        assertThat(get("/health", null).statusCode()).isEqualTo(200);
    }

    private boolean isAbout(JsonNode live, String resourceId) {
        return live.at("/payload/resourceId").asString().equals(resourceId)
                && live.at("/payload/businessId").asString().equals(business);
    }
}
