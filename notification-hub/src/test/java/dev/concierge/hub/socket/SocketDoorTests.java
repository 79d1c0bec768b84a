package dev.concierge.hub.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.concierge.hub.channel.TopicPattern;
import dev.concierge.hub.live.LiveDisconnect;
import dev.concierge.hub.live.LocalBroadcasts;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class SocketDoorTests {
    private static final String JOIN = "[\"1\",\"1\",\"users:ada\",\"phx_join\",{}]";
    private static final String HEARTBEAT = "[null,\"9\",\"phoenix\",\"heartbeat\",{}]";

    private final LocalHub hub = new LocalHub();

    @AfterEach
    void close() {
        hub.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"vsn=2.0.0", "token=bad&vsn=2.0.0", "token=good&vsn=2.0", "token=good&vsn=3.0.0"})
    void refusesWithAnEmpty403(String query) {
        try (RawSocket refused = hub.raw(query)) {
            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.head()).contains("content-length: 0\r\n");
            assertThat(refused.rest()).isEmpty();
        }
    }

    /** As Phoenix does where nobody configured it; compression with a context per socket would cost memory for each. */
    @Test
    void compressesNothingThoughItIsOfferedAndTalksAllTheSame() {
        try (RawSocket socket = hub.raw(
                "token=good&vsn=2.0.0", "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits")) {
            assertThat(socket.status()).isEqualTo(101);
            assertThat(socket.head()).doesNotContain("sec-websocket-extensions");
            socket.frame(0x81, HEARTBEAT);
            assertThat(socket.next())
                    .isEqualTo("[null,\"9\",\"phoenix\",\"phx_reply\",{\"status\":\"ok\",\"response\":{}}]");
        }
    }

    @Test
    void closesWhoSendsCompressedFramesAllTheSame() {
        try (RawSocket socket = hub.raw("token=good&vsn=2.0.0", "Sec-WebSocket-Extensions: permessage-deflate")) {
            socket.frame(0xc1, HEARTBEAT);
            assertThat(socket.closeCode()).isEqualTo(1002);
        }
    }

    /** The server names none, and the client ends what it did not ask for. */
    @Test
    void echoesNoSubprotocolButPhoenix() {
        try (RawSocket socket = hub.raw("token=good&vsn=2.0.0", "Sec-WebSocket-Protocol: nosuch")) {
            assertThat(socket.status()).isEqualTo(101);
            assertThat(socket.head()).doesNotContain("sec-websocket-protocol");
        }
        try (RawSocket socket = hub.raw("vsn=2.0.0", "Sec-WebSocket-Protocol: nosuch, base64url.bearer.phx.%%%")) {
            assertThat(socket.status()).isEqualTo(403);
        }
    }

    /** V1 has no join refs: without a ref there is nothing that an answer could name. */
    @Test
    void closesAfterAV1FrameWithoutRefWith1011() throws Exception {
        try (WireClient client = WireClient.open(hub.uri("token=good&vsn=1.0.0"))) {
            client.send("{\"topic\":\"phoenix\",\"event\":\"heartbeat\",\"payload\":{}}");
            assertThat(client.closeCode()).isEqualTo(1011);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST", "HEAD", "OPTIONS"})
    void answersWhatIsNoUpgradeWith400(String method) throws Exception {
        URI uri = URI.create("http://localhost:" + hub.port() + "/socket/websocket?token=good&vsn=2.0.0");
        HttpResponse<String> response = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(uri)
                                .method(method, HttpRequest.BodyPublishers.noBody())
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"x=%", "x=%zz", "%=x", "x=%e"})
    void answersAQueryThatIsNoneWith400(String query) {
        try (RawSocket socket = hub.raw("vsn=2.0.0&token=good&" + query)) {
            assertThat(socket.status()).isEqualTo(400);
        }
        assertThat(hub.count("hub.sockets.refused", "malformed")).isOne();
    }

    /** The host that is asked is {@code localhost}, port 80. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "none",
            value = {
                // origins by setting | what the handshake says | answer
                "none | none | 101",
                "none | Origin: http://localhost | 101",
                "none | Origin: HTTP://LOCALHOST:80 | 101",
                "none | Origin: http://localhost:80 | 101",
                "none | Origin: http://localhost:8080 | 403",
                "none | Origin: https://localhost | 101",
                "none | Origin: https://theirs.example | 403",
                "none | Origin: http://localhost.theirs.example | 403",
                "none | Origin: http://localhost@theirs.example | 403",
                "none | Origin: http://theirs.example/localhost | 403",
                "none | Origin: null | 403",
                "none | Origin: | 403",
                "none | Origin: file:// | 403",
                "none | Origin: http://localhost%Origin: http://theirs.example | 403",
                // as the gateway passes it on
                "none | Origin: https://shop.example%X-Forwarded-Host: shop.example | 101",
                "none | Origin: https://shop.example:8443%X-Forwarded-Host: shop.example:8443 | 101",
                "none | Origin: https://shop.example:8443%X-Forwarded-Host: shop.example | 403",
                "none | Origin: http://localhost%X-Forwarded-Host: shop.example | 403",
                "https://ours.example | Origin: https://ours.example | 101",
                "https://ours.example | Origin: http://ours.example | 403",
                "https://ours.example | Origin: https://theirs.example | 403",
                "https://ours.example | Origin: http://localhost | 101",
                "https://ours.example | none | 101",
                "* | Origin: https://theirs.example | 101",
                "* | Origin: null | 101"
            })
    void onlyPagesOfTheHostAndOfNamedOriginsOpenSockets(
            @Nullable String setting, @Nullable String headers, int status) {
        hub.settings()
                .origins(setting == null ? new String[0] : new String[] {setting})
                .open();
        try (RawSocket socket =
                hub.raw("token=good&vsn=2.0.0", headers == null ? new String[0] : headers.split("%", -1))) {
            assertThat(socket.status()).isEqualTo(status);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ours.example", "https://ours.example/", "https://*.example/page", "https://", ""})
    void anOriginThatIsNoneStopsTheStart(String origin) {
        assertThatThrownBy(() -> hub.settings().origins(origin).open())
                .hasMessageContaining("CONCIERGE_HUB_SOCKET_ORIGINS: " + origin + " (expected: origins such as ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.0.0", "2.0.1"})
    void talksV2(String vsn) throws Exception {
        try (WireClient client = WireClient.open(hub.uri("token=good&vsn=" + vsn))) {
            assertThat(client.send(HEARTBEAT).next().toString())
                    .isEqualTo("[null,\"9\",\"phoenix\",\"phx_reply\",{\"status\":\"ok\",\"response\":{}}]");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"token=good&vsn=1.0.0", "token=good"})
    void talksV1ToWhoAsksForItOrForNothing(String query) throws Exception {
        try (WireClient client = WireClient.open(hub.uri(query))) {
            client.send("{\"topic\":\"users:ada\",\"event\":\"phx_join\",\"payload\":{},\"ref\":\"2\"}")
                    .next();
            hub.broadcast("users:ada", "notification", "{\"a\":1}");
            assertThat(client.next().toString())
                    .isEqualTo("{\"event\":\"notification\",\"payload\":{\"a\":1,\"offset\":0},\"ref\":null,"
                            + "\"topic\":\"users:ada\"}");
        }
    }

    @Test
    void takesTheTokenAsASubprotocolAndEchoesPhoenix() throws Exception {
        String token = Base64.getEncoder().withoutPadding().encodeToString("good".getBytes(StandardCharsets.US_ASCII));
        try (WireClient client = WireClient.open(hub.uri("vsn=2.0.0"), "phoenix", "base64url.bearer.phx." + token)) {
            assertThat(client.subprotocol()).isEqualTo("phoenix");
            assertThat(client.send(HEARTBEAT).next().get(1).asString()).isEqualTo("9");
        }
    }

    @Test
    void deliversWhatWasJoinedUntilItIsLeft() throws Exception {
        try (WireClient client = WireClient.open(hub.uri("token=good&vsn=2.0.0"))) {
            client.send(JOIN).next();
            hub.broadcast("users:bob", "notification", "{}");
            hub.broadcast("users:ada", "notification", "{\"text\":\"é\"}");
            assertThat(client.next().toString())
                    .isEqualTo("[null,null,\"users:ada\",\"notification\",{\"text\":\"é\",\"offset\":1}]");
            client.send("[\"1\",\"2\",\"users:ada\",\"phx_leave\",{}]");
            assertThat(client.next().get(3).asString()).isEqualTo("phx_reply");
            assertThat(client.next().get(3).asString()).isEqualTo("phx_close");
            hub.broadcast("users:ada", "notification", "{}");
            assertThat(client.send(HEARTBEAT).next().get(1).asString()).isEqualTo("9");
            assertThat(hub.count("hub.deliveries")).isEqualTo(1);
            assertThat(hub.timer("hub.live.lag").count())
                    .as("what nobody heard is late for nobody")
                    .isEqualTo(1);
        }
    }

    @Test
    void tellsWhatWasMissedWhileAway() throws Exception {
        JsonNode seen;
        try (WireClient client = WireClient.open(hub.uri("token=good&vsn=2.0.0"))) {
            seen = client.send(JOIN).next().at("/4/response");
        }
        hub.broadcast("users:ada", "notification", "{\"n\":1}");
        hub.broadcast("users:bob", "notification", "{\"n\":2}");
        hub.broadcast("users:ada", "notification", "{\"n\":3}");
        try (WireClient client = WireClient.open(hub.uri("token=good&vsn=2.0.0"))) {
            JsonNode reply = client.send(joinSince(seen.toString())).next().at("/4/response");
            assertThat(reply.toString())
                    .isEqualTo("{\"epoch\":\"e1\",\"offset\":2,\"recovered\":true,\"messages\":["
                            + "{\"event\":\"notification\",\"payload\":{\"n\":1,\"offset\":0}},"
                            + "{\"event\":\"notification\",\"payload\":{\"n\":3,\"offset\":2}}]}");
            hub.broadcast("users:ada", "notification", "{\"n\":4}");
            assertThat(client.next().at("/4/offset").asLong()).isEqualTo(3);
        }
    }

    /** Once behind the history and once within it: live it would have been dropped. */
    @Test
    void tellsWhatWasPublishedTwiceOnce() throws Exception {
        hub.older((_, topic, _, _, _, _) -> Optional.of(List.of(
                        LocalBroadcasts.broadcast("a", 0, topic, "notification", "{\"n\":0}"),
                        LocalBroadcasts.broadcast("b", 1, topic, "notification", "{\"n\":1}"),
                        LocalBroadcasts.broadcast("b", 2, topic, "notification", "{\"n\":1}"))))
                .open();
        hub.publish("a", "users:ada", "notification", "{\"n\":0}");
        hub.publish("b", "users:ada", "notification", "{\"n\":1}");
        for (int at = 0; at < 120; at++) {
            hub.broadcast("users:bob", "notification", "{\"text\":\"" + "x".repeat(10_000) + "\"}");
        }
        hub.publish("a", "users:ada", "notification", "{\"n\":0}");
        hub.publish("c", "users:ada", "notification", "{\"n\":2}");
        try (WireClient client = WireClient.open(hub.uri("token=good&vsn=2.0.0"))) {
            JsonNode reply = client.send(joinSince("{\"epoch\":\"e1\",\"offset\":-1}"))
                    .next()
                    .at("/4/response");
            assertThat(reply.path("recovered").asBoolean()).isTrue();
            assertThat(reply.path("messages")
                            .valueStream()
                            .map(message -> message.at("/payload/n").asInt()))
                    .containsExactly(0, 1, 2);
        }
    }

    @Test
    void saysWhenItCannotTellWhatWasMissed() throws Exception {
        hub.broadcast("users:ada", "notification", "{}");
        try (WireClient client = WireClient.open(hub.uri("token=good&vsn=2.0.0"))) {
            JsonNode reply = client.send(joinSince("{\"epoch\":\"another\",\"offset\":0}"))
                    .next()
                    .at("/4/response");
            assertThat(reply.path("recovered").asBoolean()).isFalse();
            assertThat(reply.path("epoch").asString()).isEqualTo("e1");
            assertThat(reply.path("messages").size()).isZero();
        }
    }

    @Test
    void aClientThatHasSeenMoreOfAnotherPodWaitsForThisOne() throws Exception {
        hub.broadcast("users:ada", "notification", "{\"n\":0}");
        try (WireClient client = WireClient.open(hub.uri("token=good&vsn=2.0.0"))) {
            client.send(joinSince("{\"epoch\":\"e1\",\"offset\":2}"));
            for (int n = 1; n <= 3; n++) {
                hub.broadcast("users:ada", "notification", "{\"n\":" + n + "}");
            }
            JsonNode reply = client.next().at("/4/response");
            assertThat(reply.path("recovered").asBoolean()).isTrue();
            List<Integer> shown = new ArrayList<>();
            reply.path("messages")
                    .forEach(message -> shown.add(message.at("/payload/n").asInt()));
            if (shown.isEmpty()) {
                shown.add(client.next().at("/4/n").asInt());
            }
            assertThat(shown).containsExactly(3);
        }
    }

    @Test
    void knowsItsPlaceInALogInWhichNothingWasSentForLong() throws Exception {
        hub.sockets().ready(new long[] {41});
        try (WireClient client = WireClient.open(hub.uri("token=good&vsn=2.0.0"))) {
            assertThat(client.send(JOIN).next().at("/4/response/offset").asLong())
                    .isEqualTo(41);
            JsonNode reply = client.send(joinSince("{\"epoch\":\"e1\",\"offset\":41}"))
                    .next()
                    .at("/4/response");
            assertThat(reply.path("recovered").asBoolean()).isTrue();
        }
    }

    /** Offsets are given again then, to other messages. */
    @Test
    void saysWhenALogHasLostItsEndAndWithholdsNothing() throws Exception {
        hub.broadcast("users:ada", "notification", "{\"n\":0}");
        try (WireClient client = WireClient.open(hub.uri("token=good&vsn=2.0.0"))) {
            JsonNode reply = client.send(joinSince("{\"epoch\":\"e1\",\"offset\":500}"))
                    .next()
                    .at("/4/response");
            assertThat(reply.path("recovered").asBoolean()).isFalse();
            assertThat(reply.path("offset").asLong()).isZero();
            hub.broadcast("users:ada", "notification", "{\"n\":1}");
            assertThat(client.next().at("/4/n").asInt()).isEqualTo(1);
            assertThat(hub.count("hub.recoveries", "ahead")).isOne();
        }
    }

    /** A frame that came before the upgrade was through used to get lost, once in some hundred sockets. */
    @Test
    void losesNoFirstFrame() throws Exception {
        for (int at = 0; at < 300; at++) {
            try (WireClient client = WireClient.open(hub.uri("token=good&vsn=2.0.0"))) {
                assertThat(client.send(HEARTBEAT).next().get(1).asString()).isEqualTo("9");
            }
        }
    }

    @Test
    void answersAPing() throws Exception {
        try (WireClient client = WireClient.open(hub.uri("token=good&vsn=2.0.0"))) {
            client.ping("are you there");
            assertThat(client.pong()).isEqualTo("are you there");
        }
    }

    @Test
    void echoesABinaryPing() throws Exception {
        try (WireClient client = WireClient.open(hub.uri("token=good&vsn=2.0.0"))) {
            client.send(JOIN).next();
            client.sendBinary("\0\1\1\11\00412users:adapinghello".getBytes(StandardCharsets.ISO_8859_1));
            assertThat(client.nextBinary())
                    .isEqualTo("\1\1\1\11\00212users:adaokhello".getBytes(StandardCharsets.ISO_8859_1));
            client.sendBinary("\0\1\1\11\00413users:adapingxyz".getBytes(StandardCharsets.ISO_8859_1));
            assertThat(client.nextBinary())
                    .isEqualTo("\1\1\1\11\00213users:adaokxyz".getBytes(StandardCharsets.ISO_8859_1));
        }
    }

    @Test
    void readsAMessageInFragments() {
        try (RawSocket socket = hub.raw("token=good&vsn=2.0.0")) {
            socket.frame(0x01, HEARTBEAT.substring(0, 10));
            socket.frame(0x89, "between");
            socket.frame(0x00, HEARTBEAT.substring(10, 11));
            socket.frame(0x80, HEARTBEAT.substring(11));
            assertThat(socket.next()).isEqualTo("between");
            assertThat(socket.next()).contains("phx_reply");
        }
    }

    @Test
    void endsWhatIsNoWebSocketWithTheCodeThatTheRfcHasForIt() {
        Map<String, byte[]> wrong = Map.of(
                "1007", RawSocket.masked(0x81, new byte[] {(byte) 0xc3, (byte) 0x28}),
                "1002", RawSocket.masked(0x83, new byte[] {1}),
                "1009", RawSocket.masked(0x81, new byte[70_000]));
        wrong.forEach((code, bytes) -> {
            try (RawSocket socket = hub.raw("token=good&vsn=2.0.0")) {
                socket.write(bytes);
                assertThat(socket.closeCode()).isEqualTo(Integer.parseInt(code));
            }
        });
        try (RawSocket unmasked = hub.raw("token=good&vsn=2.0.0")) {
            unmasked.write(new byte[] {(byte) 0x81, 1, 'x'});
            assertThat(unmasked.closeCode()).isEqualTo(1002);
        }
        try (RawSocket tooLongInFragments = hub.raw("token=good&vsn=2.0.0")) {
            tooLongInFragments.write(RawSocket.masked(0x01, new byte[40_000]));
            tooLongInFragments.write(RawSocket.masked(0x80, new byte[40_000]));
            assertThat(tooLongInFragments.closeCode()).isEqualTo(1009);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"garbage", "[\"1\",\"2\"]", "{}", "[]"})
    void closesAfterABrokenFrameWith1011(String frame) throws Exception {
        try (WireClient client = WireClient.open(hub.uri("token=good&vsn=2.0.0"))) {
            assertThat(client.send(frame).closeCode()).isEqualTo(1011);
        }
        try (WireClient client = WireClient.open(hub.uri("token=good&vsn=1.0.0"))) {
            assertThat(client.send(frame).closeCode()).isEqualTo(1011);
        }
    }

    @Test
    void answersAClientThatSaysGoodbye() throws Exception {
        try (WireClient client = WireClient.open(hub.uri("token=good&vsn=2.0.0"))) {
            assertThat(client.goodbye().closeCode()).isEqualTo(1000);
        }
        await().until(() -> hub.count() == 0);
    }

    @Test
    void closesAnIdleSocket() throws Exception {
        hub.settings().idle(Duration.ofMillis(200)).open();
        try (WireClient client = WireClient.open(hub.uri("token=good&vsn=2.0.0"))) {
            assertThat(client.closeCode()).isEqualTo(1001);
        }
        assertThat(hub.count("hub.sockets.closed", "idle")).isEqualTo(1);
    }

    @Test
    void warnsThenEndsEveryChannelAndLetsGoWhenTheTokenExpires() throws Exception {
        hub.expiring(Clock.systemUTC().instant().plusSeconds(2)).open(); // time to get in
        try (WireClient client = WireClient.open(hub.uri("token=good&vsn=2.0.0"))) {
            client.send(JOIN);
            assertThat(List.of(client.next(), client.next()).toString()).contains("phx_reply", "token_expiring");
            assertThat(client.next().toString())
                    .isEqualTo("[\"1\",\"1\",\"users:ada\",\"phx_error\",{\"reason\":\"channel_crash\"}]");
            assertThat(client.closeCode()).isEqualTo(1001);
        }
    }

    @Test
    void goesOnWithANewerTokenOfTheSameSubject() throws Exception {
        hub.expiring(Clock.systemUTC().instant().plusSeconds(2)).open();
        try (WireClient client = WireClient.open(hub.uri("token=good&vsn=2.0.0"))) {
            client.send(JOIN).next();
            client.next();
            assertThat(client.send(refresh("other"))
                            .next()
                            .at("/4/response/reason")
                            .asString())
                    .isEqualTo("unauthorized");
            assertThat(client.send(refresh("bad"))
                            .next()
                            .at("/4/response/reason")
                            .asString())
                    .isEqualTo("unauthorized");
            hub.expiring(Instant.parse("2100-01-01T00:00:00Z"));
            assertThat(client.send(refresh("good"))
                            .next()
                            .at("/4/response/expiresAt")
                            .asString())
                    .isEqualTo("2100-01-01T00:00:00Z");
            await().pollDelay(Duration.ofSeconds(2)).until(() -> hub.count() == 1);
            assertThat(client.send(HEARTBEAT).next().get(1).asString()).isEqualTo("9");
        }
    }

    /** A socket that opened and closed at once would make the client try again within milliseconds, on and on. */
    @Test
    void takesNoMoreSocketsThanItHasRoomFor() {
        hub.settings().max(4).open();
        try (RawSocket first = hub.raw("token=good&vsn=2.0.0");
                RawSocket second = hub.raw("token=good&vsn=2.0.0");
                RawSocket third = hub.raw("token=good&vsn=2.0.0");
                RawSocket other = hub.raw("token=other&vsn=2.0.0")) {
            assertThat(List.of(first.status(), second.status(), third.status(), other.status()))
                    .containsExactly(101, 101, 503, 101);
            first.close();
            await().until(() -> hub.count() == 2);
            try (RawSocket again = hub.raw("token=good&vsn=2.0.0")) {
                assertThat(again.status()).isEqualTo(101);
            }
            assertThat(hub.count("hub.sockets.refused", "capacity")).isEqualTo(1);
        }
    }

    @Test
    void sendsAwayWhoSendsTooMuch() throws Exception {
        try (WireClient client = WireClient.open(hub.uri("token=good&vsn=2.0.0"))) {
            for (int at = 0; at < 1_001; at++) {
                client.send(HEARTBEAT);
            }
            assertThat(client.closeCode()).isEqualTo(1013);
        }
    }

    @Test
    void cutsOffWhoDoesNotReadBeforeMemoryFills() throws Exception {
        String large = "{\"text\":\"" + "x".repeat(10_000) + "\"}";
        try (WireClient slow = WireClient.openWithoutReading(hub.uri("token=good&vsn=2.0.0"));
                WireClient other = WireClient.open(hub.uri("token=good&vsn=2.0.0"))) {
            slow.send(JOIN);
            await().until(() -> hub.count() == 2);
            await().untilAsserted(() -> {
                for (int at = 0; at < 100; at++) {
                    hub.broadcast("users:ada", "notification", large);
                }
                assertThat(hub.count()).isEqualTo(1);
            });
            assertThat(other.send(HEARTBEAT).next().get(1).asString()).isEqualTo("9");
            assertThat(hub.count("hub.drops", "too_slow")).isPositive();
        }
    }

    @Test
    void tellsEveryoneToReconnectWhenThePodStops() throws Exception {
        try (WireClient one = WireClient.open(hub.uri("token=good&vsn=2.0.0"));
                WireClient two = WireClient.open(hub.uri("token=good&vsn=2.0.0"))) {
            await().until(() -> hub.count() == 2);
            hub.drain();
            assertThat(List.of(one.closeCode(), two.closeCode())).containsExactly(1012, 1012);
            assertThat(WireClient.refusal(hub.uri("token=good&vsn=2.0.0"))).isEqualTo(503);
        }
    }

    @Test
    void opensOnceItKnowsWhatMayBeMissed() throws Exception {
        try (WireClient client = WireClient.open(hub.uri("token=good&vsn=2.0.0"))) {
            client.send(JOIN).next();
            hub.sockets().startAnew();
            assertThat(client.closeCode()).isEqualTo(1012);
        }
        assertThat(WireClient.refusal(hub.uri("token=good&vsn=2.0.0"))).isEqualTo(503);
        hub.sockets().ready(new long[] {-1});
        assertThat(WireClient.refusal(hub.uri("token=good&vsn=2.0.0"))).isEqualTo(101);
    }

    @Test
    void disconnectsASubjectAndEndsChannels() throws Exception {
        try (WireClient client = WireClient.open(hub.uri("token=good&vsn=2.0.0"));
                WireClient another = WireClient.open(hub.uri("token=another&vsn=2.0.0"));
                WireClient ofHotel = WireClient.open(hub.uri("token=other&vsn=2.0.0"))) {
            client.send(JOIN).next();
            another.send(JOIN).next();
            ofHotel.send(JOIN.replace("users:ada", "resources:hotel-bar")).next();
            hub.sockets().disconnect(new LiveDisconnect("app", null, null, null));
            assertThat(client.closeCode()).isEqualTo(1001);
            hub.sockets().disconnect(new LiveDisconnect(null, null, null, "users:ada"));
            assertThat(another.next().toString()).isEqualTo("[\"1\",\"1\",\"users:ada\",\"phx_close\",{}]");
            hub.sockets().disconnect(new LiveDisconnect(null, null, "hotel", null));
            assertThat(ofHotel.next().toString()).isEqualTo("[\"1\",\"1\",\"resources:hotel-bar\",\"phx_close\",{}]");
        }
    }

    @Test
    void disconnectsAGuestAndNoClientOfTheSameName() throws Exception {
        hub.guest("another guest");
        hub.token("a client of that name", "another guest", Set.of());
        try (WireClient guest = WireClient.open(hub.uri("token=another%20guest&vsn=2.0.0"));
                WireClient client = WireClient.open(hub.uri("token=a%20client%20of%20that%20name&vsn=2.0.0"))) {
            client.send(JOIN).next();
            hub.sockets().disconnect(new LiveDisconnect("another guest", LiveDisconnect.Kind.GUEST, null, null));
            assertThat(guest.closeCode()).isEqualTo(1001);
            assertThat(client.send(HEARTBEAT).next().get(1).asString()).isEqualTo("9");
            hub.sockets().disconnect(new LiveDisconnect("another guest", null, null, null));
            assertThat(client.closeCode()).isEqualTo(1001);
        }
    }

    /** Such as while the database is away. */
    @Test
    void aJoinThatCannotBeDecidedIsRefusedAndTheSocketStays() throws Exception {
        hub.owners((_, _) -> {
            throw new IllegalStateException("away");
        });
        try (WireClient client = WireClient.open(hub.uri("token=good&vsn=2.0.0"))) {
            client.send(JOIN).next();
            String join = JOIN.replace("users:ada", "messages:c1");
            assertThat(client.send(join).next().at("/4/response/reason").asString())
                    .isEqualTo("join crashed");
            hub.owners((_, _) -> true);
            assertThat(client.send(join).next().at("/4/status").asString()).isEqualTo("ok");
            hub.broadcast("users:ada", "notification", "{}");
            assertThat(client.next().get(3).asString()).isEqualTo("notification");
        }
    }

    @Test
    void endsTheChannelsOfABusinessAndNoOthersWhoeverHasJoinedThem() throws Exception {
        hub.anonymous(TopicPattern.of("resources:*")).open();
        hub.token("of b1 and b2", Set.of("b1", "b2"));
        hub.token("of b1-l", Set.of("b1-l"));
        Map<String, List<String>> joined = Map.of(
                "token=of%20b1%20and%20b2&", List.of("b1", "b1-l", "b2-x"),
                "token=good&", List.of("b1-l", "b2", "b11"),
                "", List.of("b1", "b2-b1"),
                // a business of that name, not the location of the other one
                "token=of%20b1-l&", List.of("b1-l"));
        Map<String, List<String>> ended = Map.of(
                "token=of%20b1%20and%20b2&", List.of("b1", "b1-l"),
                "token=good&", List.of("b1-l"),
                "", List.of("b1"),
                "token=of%20b1-l&", List.of());
        Map<String, WireClient> clients = new HashMap<>();
        for (Map.Entry<String, List<String>> one : joined.entrySet()) {
            WireClient client = WireClient.open(hub.uri(one.getKey() + "vsn=2.0.0"));
            clients.put(one.getKey(), client);
            for (String topic : one.getValue()) {
                client.send(JOIN.replace("users:ada", "resources:" + topic));
                assertThat(client.next().at("/4/status").asString()).isEqualTo("ok");
            }
        }
        hub.sockets().disconnect(new LiveDisconnect(null, null, "b1", null));
        for (Map.Entry<String, WireClient> one : clients.entrySet()) {
            try (WireClient client = one.getValue()) {
                List<String> expected = Objects.requireNonNull(ended.get(one.getKey()));
                List<String> heard = new ArrayList<>();
                for (int frames = 0; frames < expected.size(); frames++) {
                    JsonNode frame = client.next();
                    assertThat(frame.get(3).asString()).isEqualTo("phx_close");
                    heard.add(frame.get(2).asString().substring("resources:".length()));
                }
                assertThat(heard).as(one.getKey()).containsExactlyInAnyOrderElementsOf(expected);
                assertThat(client.send(HEARTBEAT).next().get(1).asString())
                        .as("nothing else has ended")
                        .isEqualTo("9");
            }
        }
    }

    @Test
    void letsVisitorsWithoutATokenInWhereTheInstallationSaysSo() throws Exception {
        hub.anonymous(TopicPattern.of("resources:*")).open();
        try (WireClient client = WireClient.open(hub.uri("vsn=2.0.0"))) {
            assertThat(client.send(JOIN).next().at("/4/response/reason").asString())
                    .isEqualTo("unauthorized");
            client.send(JOIN.replace("users:ada", "resources:b-l"));
            assertThat(client.next().at("/4/status").asString()).isEqualTo("ok");
        }
        assertThat(WireClient.refusal(hub.uri("token=bad&vsn=2.0.0"))).isEqualTo(403);
    }

    private static String joinSince(String since) {
        return "[\"1\",\"1\",\"users:ada\",\"phx_join\",{\"since\":" + since + "}]";
    }

    private static String refresh(String token) {
        return "[\"1\",\"5\",\"users:ada\",\"refresh\",{\"token\":\"" + token + "\"}]";
    }
}
