package dev.concierge.hub.socket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.concierge.hub.HubFlow;
import dev.concierge.hub.channel.ChannelTopic;
import dev.concierge.platform.security.Caller;
import dev.concierge.platform.security.revocation.TokenMarks;
import dev.concierge.testsupport.TestIssuer;
import dev.concierge.testsupport.TestTokens;
import java.net.http.HttpResponse;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@ExtendWith(OutputCaptureExtension.class)
class SocketFlowTests extends HubFlow {
    private final String userId = UUID.randomUUID().toString();

    @Autowired
    private LoggingSystem logging;

    @Test
    void opensForEveryKindOfGoodToken() throws Exception {
        for (String token : new String[] {
            TestTokens.guest(userId), TestTokens.client(), TestTokens.operator(), TestTokens.service("x")
        }) {
            try (WireClient client = socket(token)) {
                client.send("[null,\"1\",\"phoenix\",\"heartbeat\",{}]");
                assertThat(client.next().at("/4/status").asString()).isEqualTo("ok");
            }
        }
    }

    @Test
    void staysShutForEveryOtherToken() {
        TestTokens.rejected()
                .forEach((what, token) -> assertThat(WireClient.refusal(socketUri(token)))
                        .as(what)
                        .isEqualTo(403));
    }

    /** What the matrix asks of every operation, asked of every kind of channel. */
    @ParameterizedTest
    @ValueSource(strings = {"client", "guest", "operator", "service"})
    void aTokenForSomeBusinessesHearsOfThoseAlone(String kind) throws Exception {
        String token = TestTokens.token(kind, userId).forBusinesses("hotel").text();
        Map<String, String> answers = Map.of(
                "resources:hotel",
                "ok",
                "resources:hotel-bar",
                "ok",
                "resources:motel",
                "error",
                "users:" + userId,
                "error",
                "users:" + UUID.randomUUID(),
                "error",
                "messages:" + UUID.randomUUID(),
                "error",
                "jobs:" + UUID.randomUUID(),
                "error",
                "events:" + UUID.randomUUID(),
                "error");
        try (WireClient client = socket(token)) {
            for (Map.Entry<String, String> channel : answers.entrySet()) {
                client.send("[\"1\",\"1\",\"" + channel.getKey() + "\",\"phx_join\",{}]");
                assertThat(client.next().at("/4/status").asString())
                        .as(channel.getKey())
                        .isEqualTo(channel.getValue());
            }
        }
    }

    /** Such as of a guest who was erased. */
    @Test
    void aTokenThatIsRevokedEndsItsSocketsAndOpensNoFurtherOnes() throws Exception {
        String revoked = TestTokens.guest(userId);
        String another = TestTokens.guest(UUID.randomUUID());
        try (WireClient client = socket(revoked);
                WireClient bystander = socket(another)) {
            client.send("[\"1\",\"1\",\"users:" + userId + "\",\"phx_join\",{}]")
                    .next();

            TestIssuer.shared().revoke(TokenMarks.ofSubject(Caller.Kind.GUEST, userId));

            assertThat(client.next().get(3).asString()).isEqualTo("phx_error");
            assertThat(client.closeCode()).isEqualTo(1001);
            assertThat(WireClient.refusal(socketUri(revoked))).isEqualTo(403);
            bystander.send("[null,\"1\",\"phoenix\",\"heartbeat\",{}]");
            assertThat(bystander.next().at("/4/status").asString()).isEqualTo("ok");
        }
    }

    /** As at a logout: another token of the same guest goes on. */
    @Test
    void oneTokenThatIsRevokedEndsItsChannelsAndNoOther() throws Exception {
        String revoked = TestTokens.guest(userId);
        String another = TestTokens.guest(userId);
        try (WireClient client = socket(revoked);
                WireClient bystander = socket(another)) {
            joined(client, "users:" + userId);
            joined(bystander, "users:" + userId);

            TestIssuer.shared().revoke(TokenMarks.ofToken(idOf(revoked)));

            assertThat(client.next().get(3).asString()).isEqualTo("phx_error");
            assertThat(client.closeCode()).isEqualTo(1001);
            assertThat(WireClient.refusal(socketUri(revoked))).isEqualTo(403);
            bystander.send("[\"1\",\"2\",\"users:" + userId + "\",\"ping\",{}]");
            assertThat(bystander.next().at("/4/status").asString()).isEqualTo("ok");
        }
    }

    /** Panels and alerts are written against these names. */
    @Test
    void countsByReasonWhatWatchersRead() throws Exception {
        double disconnected = scraped("hub_sockets_closed_total{reason=\"disconnected\"}");
        double refused = scraped("hub_sockets_refused_total{reason=\"token\"}");
        double read = scraped("hub_live_lag_seconds_count");
        assertThat(scraped("hub_drops_total{reason=\"too_slow\"}")).isNotNegative();
        assertThat(scraped("hub_joins_refused_total{reason=\"capacity\"}")).isNotNegative();
        try (WireClient client = socket(TestTokens.guest(userId))) {
            joined(client, "users:" + userId);
            messages.publish(
                    "live",
                    "users:" + userId,
                    "live.broadcast",
                    Map.of("topic", "users:" + userId, "event", "inbox", "payload", Map.of()));
            assertThat(client.next().get(3).asString()).isEqualTo("inbox");
            post("/ops/live/disconnects", TestTokens.operator(), "{\"subject\":\"" + userId + "\"}");
            assertThat(client.closeCode()).isEqualTo(1001);
        }
        assertThat(WireClient.refusal(socketUri("no-token"))).isEqualTo(403);

        assertThat(scraped("hub_sockets_closed_total{reason=\"disconnected\"}")).isEqualTo(disconnected + 1);
        assertThat(scraped("hub_sockets_refused_total{reason=\"token\"}")).isGreaterThanOrEqualTo(refused + 1);
        assertThat(scraped("hub_live_lag_seconds_count")).isGreaterThan(read);
    }

    private double scraped(String series) {
        return scrape().lines()
                .filter(line -> line.startsWith(series + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(series.length() + 1)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + series));
    }

    private static String idOf(String token) {
        byte[] claims = Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]);
        return JsonMapper.shared().readTree(claims).path("jti").asString();
    }

    @Test
    void aBusinessThatIsWithdrawnEndsItsChannelsAndNoOthers() throws Exception {
        String till = "till-" + userId;
        String token = TestTokens.token("client", till)
                .forBusinesses("hotel", "bistro")
                .text();
        String other = TestTokens.token("client", "other-" + userId)
                .forBusinesses("bistro")
                .text();
        try (WireClient client = socket(token);
                WireClient bystander = socket(other)) {
            joined(client, "resources:bistro-bar");
            joined(client, "resources:hotel-bar");
            joined(bystander, "resources:bistro-bar");

            TestIssuer.shared().revoke(TokenMarks.ofTenant(Caller.Kind.CLIENT, till, "bistro"));

            JsonNode closed = client.next();
            assertThat(closed.get(2).asString()).isEqualTo("resources:bistro-bar");
            assertThat(closed.get(3).asString()).isEqualTo("phx_close");
            assertRefused(client, "resources:bistro-bar");
            broadcast("resources:bistro-bar", "bistro", 1);
            broadcast("resources:hotel-bar", "hotel", 2);
            assertThat(client.next().at("/4/n").asInt())
                    .as("the first that it hears")
                    .isEqualTo(2);
            assertThat(bystander.next().at("/4/n").asInt()).isEqualTo(1);
        }
        try (WireClient client = socket(token)) {
            assertRefused(client, "resources:bistro");
            joined(client, "resources:hotel");
        }
    }

    @Test
    void aTokenWhoseOnlyBusinessIsWithdrawnOpensNoSocket() throws Exception {
        String till = "till-" + userId;
        String token = TestTokens.token("client", till).forBusinesses("bistro").text();
        try (WireClient client = socket(token)) {
            TestIssuer.shared().revoke(TokenMarks.ofTenant(Caller.Kind.CLIENT, till, "bistro"));

            assertThat(client.closeCode()).isEqualTo(1001);
        }
        assertThat(WireClient.refusal(socketUri(token))).isEqualTo(403);
    }

    private static void joined(WireClient client, String topic) throws Exception {
        client.send("[\"1\",\"1\",\"" + topic + "\",\"phx_join\",{}]");
        assertThat(client.next().at("/4/status").asString()).as(topic).isEqualTo("ok");
    }

    private static void assertRefused(WireClient client, String topic) throws Exception {
        client.send("[\"2\",\"2\",\"" + topic + "\",\"phx_join\",{}]");
        assertThat(client.next().at("/4/response/reason").asString()).as(topic).isEqualTo("unauthorized");
    }

    private void broadcast(String topic, String business, int n) {
        messages.publish(
                "live",
                ChannelTopic.orderKey(topic),
                "live.broadcast",
                Map.of("topic", topic, "event", "resource_update", "payload", Map.of("businessId", business, "n", n)));
    }

    @Test
    void doesNotAnswerOnPlainSocket() {
        for (String path : new String[] {"/socket", "/socket?vsn=2.0.0"}) {
            assertThat(get(path, null).statusCode()).isEqualTo(404);
            assertThat(get(path, TestTokens.operator()).statusCode()).isEqualTo(404);
        }
        assertThat(get("/sockets", null).statusCode()).isEqualTo(401);
        assertThat(get("/socket/websocket?vsn=2.0.0", null).statusCode()).isEqualTo(400);
    }

    @Test
    void deliversWhatLiesInTheLiveTopicInOrder() throws Exception {
        String topic = "users:" + userId;
        try (WireClient client = socket(TestTokens.guest(userId))) {
            client.send("[\"1\",\"1\",\"" + topic + "\",\"phx_join\",{}]").next();
            for (int at = 0; at < 20; at++) {
                messages.publish(
                        "live",
                        topic,
                        "live.broadcast",
                        Map.of("topic", topic, "event", "inbox", "payload", Map.of("at", at)));
            }
            for (int at = 0; at < 20; at++) {
                assertThat(client.next().at("/4/at").asInt()).isEqualTo(at);
            }
        }
    }

    @Test
    void readsOnAfterABrokenMessage() throws Exception {
        String topic = "users:" + userId;
        try (WireClient client = socket(TestTokens.guest(userId))) {
            client.send("[\"1\",\"1\",\"" + topic + "\",\"phx_join\",{}]").next();
            messages.publishRaw("live", topic, Map.of("ce_type", "live.broadcast"), new byte[] {'{'});
            messages.publishRaw("live", topic, Map.of("ce_type", "live.broadcast"), null);
            messages.publishRaw("live", topic, Map.of("ce_type", "live.broadcast"), new byte[] {'{', '}'});
            messages.publish(
                    "live", topic, "live.broadcast", Map.of("topic", topic, "event", "inbox", "payload", Map.of()));
            assertThat(client.next().get(3).asString()).isEqualTo("inbox");
        }
    }

    @Test
    void keepsTokensOutOfTheLogs(CapturedOutput output) throws Exception {
        String good = TestTokens.guest(userId);
        String bad = TestTokens.token("guest", userId).expired().text();
        logging.setLogLevel("ROOT", LogLevel.DEBUG);
        try (WireClient client = socket(good)) {
            client.send("[\"1\",\"1\",\"users:" + userId + "\",\"phx_join\",{}]")
                    .next();
            WireClient.refusal(socketUri(bad));
            try (RawSocket malformed =
                    RawSocket.open(port, socketUri(good).getPath() + "?vsn=2.0.0&token=" + good + "&x=%")) {
                assertThat(malformed.status()).isEqualTo(400);
            }
            get("/notifications/" + UUID.randomUUID(), good); // says DEBUG, as nothing here does any more
        } finally {
            logging.setLogLevel("ROOT", LogLevel.INFO);
        }
        assertThat(output.getAll()).contains("DEBUG").doesNotContain(good, bad);
    }

    @Test
    void showsATestPageThatRunsNothingButItsOwnScript() {
        HttpResponse<String> page = get("/test", null);
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html");
        assertThat(page.headers().allValues("Content-Security-Policy"))
                .singleElement()
                .asString()
                .contains("default-src 'none'; script-src 'sha256-");
    }
}
