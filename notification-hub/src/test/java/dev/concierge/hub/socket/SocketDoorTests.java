package dev.concierge.hub.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.concierge.hub.live.LocalBroadcasts;
import dev.concierge.hub.live.Subscribers;
import dev.concierge.platform.security.Caller;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.server.reactive.ReactorHttpHandlerAdapter;
import org.springframework.util.unit.DataSize;
import org.springframework.web.server.adapter.HttpWebHandlerAdapter;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

class SocketDoorTests {
    private static final Instant IN_AN_HOUR = Clock.systemUTC().instant().plus(Duration.ofHours(1));
    private static final Caller APP = new Caller("app", Caller.Kind.CLIENT, Set.of(), Set.of());
    private static final String JOIN = "[\"1\",\"1\",\"users:ada\",\"phx_join\",{}]";
    private static final String HEARTBEAT = "[null,\"9\",\"phoenix\",\"heartbeat\",{}]";

    private final Subscribers subscribers = new Subscribers();
    private final LocalBroadcasts broadcasts = new LocalBroadcasts(subscribers);
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private @Nullable Sockets sockets;
    private @Nullable SocketSettings settings;
    private @Nullable DisposableServer server;

    @BeforeEach
    void open() {
        open(Duration.ofMinutes(1), IN_AN_HOUR);
    }

    @AfterEach
    void close() {
        if (server != null) {
            server.disposeNow();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "token=good",
                "vsn=2.0.0",
                "token=bad&vsn=2.0.0",
                "token=good&vsn=1.0.0",
                "token=good&vsn=2.0",
                "token=good&vsn=3.0.0"
            })
    void refusesWithAnEmpty403(String query) {
        assertThat(WireClient.refusal(uri(query))).isEqualTo(403);
    }

    @Test
    void answersWhatIsNoUpgradeWith400() throws Exception {
        URI uri = URI.create("http://localhost:" + port() + "/socket/websocket?token=good&vsn=2.0.0");
        HttpResponse<String> response = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.0.0", "2.0.1"})
    void talksV2(String vsn) throws Exception {
        try (WireClient client = WireClient.open(uri("token=good&vsn=" + vsn))) {
            assertThat(client.send(HEARTBEAT).next().toString())
                    .isEqualTo("[null,\"9\",\"phoenix\",\"phx_reply\",{\"status\":\"ok\",\"response\":{}}]");
        }
    }

    @Test
    void takesTheTokenAsASubprotocolAndEchoesPhoenix() throws Exception {
        String token = Base64.getEncoder().withoutPadding().encodeToString("good".getBytes(StandardCharsets.US_ASCII));
        try (WireClient client = WireClient.open(uri("vsn=2.0.0"), "phoenix", "base64url.bearer.phx." + token)) {
            assertThat(client.subprotocol()).isEqualTo("phoenix");
            assertThat(client.send(HEARTBEAT).next().get(1).asString()).isEqualTo("9");
        }
    }

    @Test
    void deliversWhatWasJoinedUntilItIsLeft() throws Exception {
        try (WireClient client = WireClient.open(uri("token=good&vsn=2.0.0"))) {
            client.send(JOIN).next();
            broadcasts.send("users:bob", "notification", "{}");
            broadcasts.send("users:ada", "notification", "{\"text\":\"é\"}");
            assertThat(client.next().toString())
                    .isEqualTo("[null,null,\"users:ada\",\"notification\",{\"text\":\"é\"}]");
            client.send("[\"1\",\"2\",\"users:ada\",\"phx_leave\",{}]");
            assertThat(client.next().get(3).asString()).isEqualTo("phx_reply");
            assertThat(client.next().get(3).asString()).isEqualTo("phx_close");
            broadcasts.send("users:ada", "notification", "{}");
            assertThat(client.send(HEARTBEAT).next().get(1).asString()).isEqualTo("9");
            assertThat(meters.counter("hub.deliveries").count()).isEqualTo(1);
        }
    }

    /** A frame that came before the upgrade was through used to get lost, once in some hundred sockets. */
    @Test
    void losesNoFirstFrame() throws Exception {
        for (int at = 0; at < 300; at++) {
            try (WireClient client = WireClient.open(uri("token=good&vsn=2.0.0"))) {
                assertThat(client.send(HEARTBEAT).next().get(1).asString()).isEqualTo("9");
            }
        }
    }

    @Test
    void answersAPing() throws Exception {
        try (WireClient client = WireClient.open(uri("token=good&vsn=2.0.0"))) {
            client.ping("are you there");
            assertThat(client.pong()).isEqualTo("are you there");
        }
    }

    @Test
    void closesAfterABrokenFrameWith1011() throws Exception {
        try (WireClient client = WireClient.open(uri("token=good&vsn=2.0.0"))) {
            assertThat(client.send("garbage").closeCode()).isEqualTo(1011);
        }
    }

    @Test
    void saysThatItDoesNotReadBinaryFrames() throws Exception {
        try (WireClient client = WireClient.open(uri("token=good&vsn=2.0.0"))) {
            client.sendBinary(new byte[] {0, 1, 1, 1, 1});
            assertThat(client.closeCode()).isEqualTo(1003);
        }
    }

    @Test
    void closesAnIdleSocket() throws Exception {
        open(Duration.ofMillis(200), IN_AN_HOUR);
        try (WireClient client = WireClient.open(uri("token=good&vsn=2.0.0"))) {
            assertThat(client.closeCode()).isEqualTo(1001);
        }
    }

    @Test
    void letsGoWhenTheTokenExpires() throws Exception {
        open(Duration.ofMinutes(1), Clock.systemUTC().instant().plusSeconds(2)); // time to get in
        try (WireClient client = WireClient.open(uri("token=good&vsn=2.0.0"))) {
            assertThat(client.closeCode()).isEqualTo(1001);
        }
    }

    /** A socket that opened and closed at once would make the client try again within milliseconds, on and on. */
    @Test
    void aTokenThatHasExpiredOpensNoSocket() {
        open(Duration.ofMinutes(1), Clock.systemUTC().instant().minusMillis(1));

        assertThat(WireClient.refusal(uri("token=good&vsn=2.0.0"))).isEqualTo(403);
    }

    @Test
    void cutsOffWhoDoesNotReadBeforeMemoryFills() throws Exception {
        String large = "{\"text\":\"" + "x".repeat(10_000) + "\"}";
        try (WireClient slow = WireClient.openWithoutReading(uri("token=good&vsn=2.0.0"));
                WireClient other = WireClient.open(uri("token=good&vsn=2.0.0"))) {
            slow.send(JOIN);
            await().until(() -> openSockets() == 2);
            await().untilAsserted(() -> {
                for (int at = 0; at < 100; at++) {
                    broadcasts.send("users:ada", "notification", large);
                }
                assertThat(openSockets()).isEqualTo(1);
            });
            assertThat(other.send(HEARTBEAT).next().get(1).asString()).isEqualTo("9");
        }
    }

    @Test
    void tellsEveryoneToReconnectWhenThePodStops() throws Exception {
        DrainSockets drain = new DrainSockets(sockets(), settings());
        drain.start();
        try (WireClient one = WireClient.open(uri("token=good&vsn=2.0.0"));
                WireClient two = WireClient.open(uri("token=good&vsn=2.0.0"))) {
            await().until(() -> openSockets() == 2);
            drain.stop(() -> {});
            assertThat(List.of(one.closeCode(), two.closeCode())).containsExactly(1012, 1012);
            assertThat(WireClient.refusal(uri("token=good&vsn=2.0.0"))).isEqualTo(503);
        }
    }

    private void open(Duration idle, Instant expiry) {
        close();
        DataSize kilobytes = DataSize.ofKilobytes(64);
        SocketSettings limits = new SocketSettings(
                idle, kilobytes, kilobytes, Duration.ofMillis(200), 1, Duration.ofMillis(1), List.of());
        meters.clear();
        Sockets opened = new Sockets(subscribers, limits.closeGrace(), meters);
        SocketDoor door = new SocketDoor(
                token -> token.equals("good")
                        ? Mono.just(new Ticket(APP, expiry)).publishOn(Schedulers.boundedElastic())
                        : Mono.empty(),
                opened,
                limits,
                Clock.systemUTC());
        settings = limits;
        sockets = opened;
        server = HttpServer.create()
                .port(0)
                .handle(new ReactorHttpHandlerAdapter(new HttpWebHandlerAdapter(door)))
                .bindNow();
    }

    private double openSockets() {
        return sockets().open().size();
    }

    private Sockets sockets() {
        return Objects.requireNonNull(sockets);
    }

    private SocketSettings settings() {
        return Objects.requireNonNull(settings);
    }

    private int port() {
        return Objects.requireNonNull(server).port();
    }

    private URI uri(String query) {
        return URI.create("ws://localhost:" + port() + "/socket/websocket?" + query);
    }
}
