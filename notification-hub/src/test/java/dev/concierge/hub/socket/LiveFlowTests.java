package dev.concierge.hub.socket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.concierge.hub.HubFlow;
import dev.concierge.testsupport.TestTokens;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class LiveFlowTests extends HubFlow {
    private final String userId = UUID.randomUUID().toString();
    private final String topic = "users:" + userId;
    private final String join = "[\"1\",\"1\",\"" + topic + "\",\"phx_join\",{}]";

    @Test
    void whoComesBackIsToldWhatItMissed() throws Exception {
        JsonNode seen;
        try (WireClient client = socket(TestTokens.guest(userId))) {
            seen = client.send(join).next().at("/4/response");
        }
        broadcast(1);
        broadcast(2);
        messages.await(
                "live",
                "live.broadcast",
                data -> data.path("topic").asString().equals(topic)
                        && data.at("/payload/n").asInt() == 2);
        try (WireClient client = socket(TestTokens.guest(userId))) {
            client.send("[\"1\",\"1\",\"" + topic + "\",\"phx_join\",{\"since\":" + seen + "}]");
            JsonNode reply = client.next().at("/4/response");
            assertThat(reply.path("recovered").asBoolean()).isTrue();
            for (int n = 1 + reply.path("messages").size(); n <= 2; n++) {
                assertThat(client.next().at("/4/n").asInt()).isEqualTo(n); // this pod had not read it yet
            }
            for (int n = 1; n <= reply.path("messages").size(); n++) {
                assertThat(reply.at("/messages/" + (n - 1) + "/payload/n").asInt())
                        .isEqualTo(n);
            }
        }
    }

    @Test
    void operatorsSeeWhoIsConnectedAndSendThemAway() throws Exception {
        try (WireClient client = socket(TestTokens.guest(userId))) {
            client.send(join).next();
            JsonNode connections = read("/ops/live/connections?topic=" + topic);
            assertThat(connections.path("items").size()).isEqualTo(1);
            assertThat(connections.at("/items/0/subject").asString()).isEqualTo("GUEST " + userId);
            assertThat(connections.at("/items/0/topics/0").asString()).isEqualTo(topic);
            assertThat(read("/ops/live/topics?limit=200").toString())
                    .contains("{\"topic\":\"" + topic + "\",\"sockets\":1}");
            assertThat(read("/ops/live/lag").path("partitions").size()).isEqualTo(16);
            HttpResponse<String> sent = post(
                    "/ops/live/disconnects",
                    TestTokens.operator(),
                    "{\"subject\":\"" + userId + "\",\"kind\":\"guest\"}");
            assertThat(sent.statusCode()).isEqualTo(202);
            assertThat(client.closeCode()).isEqualTo(1001);
        }
    }

    @Test
    void disconnectsOneKindAtATime() {
        for (String body : new String[] {
            "{}",
            "{\"subject\":\"a\",\"topic\":\"b\"}",
            "{\"topic\":\"b\",\"kind\":\"guest\"}",
            "{\"subject\":\"a\",\"kind\":\"robot\"}"
        }) {
            assertThat(post("/ops/live/disconnects", TestTokens.operator(), body)
                            .statusCode())
                    .isEqualTo(400);
        }
    }

    private JsonNode read(String path) {
        HttpResponse<String> response = get(path, TestTokens.operator());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return JsonMapper.shared().readTree(response.body());
    }

    private void broadcast(int n) {
        messages.publish(
                "live",
                topic,
                "live.broadcast",
                Map.of("topic", topic, "event", "notification", "payload", Map.of("n", n)));
    }
}
