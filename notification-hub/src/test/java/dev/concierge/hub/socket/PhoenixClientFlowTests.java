package dev.concierge.hub.socket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.concierge.hub.HubFlow;
import dev.concierge.platform.security.Caller;
import dev.concierge.platform.security.revocation.TokenMarks;
import dev.concierge.testsupport.PhoenixClient;
import dev.concierge.testsupport.TestIssuer;
import dev.concierge.testsupport.TestTokens;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

class PhoenixClientFlowTests extends HubFlow {
    /** As many as cases.mjs has: none is lost unnoticed. */
    private static final int CASES = 23;

    private final String userId = UUID.randomUUID().toString();
    private final String topic = "users:" + userId;

    @Autowired
    private Sockets sockets;

    @ParameterizedTest
    @ValueSource(strings = {"param", "protocol"})
    void hearsWhatIsBroadcast(String tokenAs) throws Exception {
        try (PhoenixClient client = client(TestTokens.guest(userId), tokenAs)) {
            assertThat(client.says("joined").asString()).isEqualTo(topic);
            assertThat(client.says("echo").path("hello").asString()).isEqualTo("hub");
            broadcast("Good to have you here.");
            assertThat(client.says("payload").path("text").asString()).isEqualTo("Good to have you here.");
        }
    }

    @Test
    void isToldWhyItMayNotJoin() throws Exception {
        try (PhoenixClient client = client(TestTokens.guest(UUID.randomUUID()), "param")) {
            assertThat(client.says("refused").path("reason").asString()).isEqualTo("unauthorized");
        }
    }

    @Test
    void comesBackAfterThePodSentItAway() throws Exception {
        try (PhoenixClient client = client(TestTokens.guest(userId), "param")) {
            client.says("joined");
            sockets.each(loop -> loop.sockets().forEach(socket -> socket.close(CloseReason.RESTARTING)));
            assertThat(client.says("closed").asInt()).isEqualTo(1012);
            client.says("opened");
            client.says("joined");
            broadcast("again");
            assertThat(client.says("payload").path("text").asString()).isEqualTo("again");
        }
    }

    /** What the client's own tests ask of a server; what a server does by itself, a case asks this test for. */
    @Test
    void passesTheCasesOfTheClientsOwnTests() throws Exception {
        String till = "till-" + userId;
        String annex = "hotel-annex"; // as a business of that name, or a location of the other one
        String token =
                TestTokens.token("client", till).forBusinesses("hotel", annex).text();
        List<String> failed = new ArrayList<>();
        int passed = 0;
        try (PhoenixClient client = PhoenixClient.started(
                "cases.mjs", "ws://127.0.0.1:" + port + "/socket", token, "param", "resources:" + annex)) {
            JsonNode said = client.says();
            while (!said.has("done")) {
                switch (said.path("ask").asString("")) {
                    case "fail" -> TestIssuer.shared().revoke(TokenMarks.ofTenant(Caller.Kind.CLIENT, till, annex));
                    case "end" -> end("resources:" + annex);
                    default -> {
                        if (said.path("ok").asBoolean()) {
                            passed++;
                        } else {
                            failed.add(said.toString());
                        }
                    }
                }
                said = client.says();
            }
            assertThat(failed).isEmpty();
            assertThat(passed).isEqualTo(CASES).isEqualTo(said.path("done").asInt());
        }
    }

    private void end(String ended) {
        HttpResponse<String> sent =
                post("/ops/live/disconnects", TestTokens.operator(), "{\"topic\":\"" + ended + "\"}");
        assertThat(sent.statusCode()).as(sent.body()).isEqualTo(202);
    }

    private PhoenixClient client(String token, String tokenAs) {
        return PhoenixClient.started("ws://127.0.0.1:" + port + "/socket", token, tokenAs, topic);
    }

    private void broadcast(String text) {
        messages.publish(
                "live",
                topic,
                "live.broadcast",
                Map.of("topic", topic, "event", "notification", "payload", Map.of("text", text)));
    }
}
