package dev.concierge.hub.socket;

import dev.concierge.hub.channel.TopicPattern;
import dev.concierge.hub.channel.Visitor;
import dev.concierge.hub.live.LocalBroadcasts;
import dev.concierge.hub.live.OlderBroadcasts;
import dev.concierge.platform.security.Caller;
import dev.concierge.platform.security.revocation.RevokedTokens;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;
import reactor.netty.DisposableServer;
import reactor.netty.NettyPipeline;
import reactor.netty.http.server.HttpServer;
import reactor.netty.resources.LoopResources;

/** The sockets of a hub with neither Kafka nor Spring: it fans out what a test tells it to. */
final class LocalHub implements AutoCloseable {
    private static final long HISTORY = 1024 * 1024;

    private final LoopResources loops = LoopResources.create("local-hub", 2, true);
    private final Limits limits = new Limits();
    private final Map<String, Visitor> visitors = new HashMap<>(Map.of(
            "good", client("app", Set.of()),
            "another", client("another", Set.of()),
            "other", client("other", Set.of("hotel"))));
    private List<TopicPattern> anonymous = List.of();
    private OlderBroadcasts older = (_, _, _, _, _, _) -> Optional.empty();
    private volatile Owners owners = (_, _) -> true;
    private Instant expiresAt = Clock.systemUTC().instant().plus(Duration.ofHours(1));
    private SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private @Nullable LocalBroadcasts broadcasts;
    private @Nullable Sockets sockets;
    private @Nullable DisposableServer server;

    Limits settings() {
        return limits;
    }

    LocalHub expiring(Instant at) {
        expiresAt = at;
        return this;
    }

    /** From here on this token is good, for a client of these tenants. */
    void token(String token, Set<String> businesses) {
        token(token, token, businesses);
    }

    /** The same for another token of a client. */
    void token(String token, String subject, Set<String> businesses) {
        visitors.put(token, client(subject, businesses));
    }

    /** From here on this token is good, for a guest. */
    void guest(String token) {
        visitors.put(token, new Visitor.Known(new Caller(token, Caller.Kind.GUEST, Set.of(), Set.of())));
    }

    LocalHub anonymous(TopicPattern topics) {
        anonymous = List.of(topics);
        return this;
    }

    /** What its history has forgotten. */
    LocalHub older(OlderBroadcasts read) {
        older = read;
        return this;
    }

    /** Who says from here on whose conversations are whose. */
    void owners(Owners said) {
        owners = said;
    }

    void open() {
        meters = new SimpleMeterRegistry();
        broadcasts = new LocalBroadcasts(HISTORY);
        SocketMetrics metrics = new SocketMetrics(meters, Clock.systemUTC());
        Joins joins = new Joins(broadcasts.history(), older, metrics);
        Sockets opened = new Sockets(
                limits.made(),
                loops.onServer(true),
                this::ticket,
                joins,
                (visitor, topic) -> owners.isOwner(visitor, topic),
                new RevokedTokens(Clock.systemUTC()),
                metrics,
                Clock.systemUTC());
        opened.ready(new long[] {-1});
        sockets = opened;
        server = HttpServer.create()
                .port(0)
                .doOnChannelInit((_, channel, _) ->
                        channel.pipeline().addAfter(NettyPipeline.HttpCodec, "door", new SocketDoor(opened)))
                .handle((_, response) -> response.status(404).send())
                .bindNow();
    }

    Sockets sockets() {
        port();
        return Objects.requireNonNull(sockets);
    }

    int port() {
        if (server == null) {
            open();
        }
        return Objects.requireNonNull(server).port();
    }

    URI uri(String query) {
        return URI.create("ws://localhost:" + port() + "/socket/websocket?" + query);
    }

    RawSocket raw(String query, String... headers) {
        return RawSocket.open(port(), "/socket/websocket?" + query, headers);
    }

    /** A client that will not read, and for which the network holds little. */
    RawSocket sleeper() {
        return RawSocket.narrow(port(), "/socket/websocket?token=good&vsn=2.0.0");
    }

    long broadcast(String topic, String event, String payload) {
        Sockets to = sockets();
        return Objects.requireNonNull(broadcasts).send(to, topic, event, payload);
    }

    /** Publishes a message of this id, maybe again. */
    void publish(String id, String topic, String event, String payload) {
        Sockets to = sockets();
        Objects.requireNonNull(broadcasts).publish(to, id, topic, event, payload);
    }

    /** How many sockets are open. */
    int count() {
        return sockets().open();
    }

    /** What waits for clients, over all loops. */
    long held() {
        return sockets().ofEach(SocketLoop::held).stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    /** What is held of messages that are not whole, over all loops. */
    long unfinished() {
        return sockets().ofEach(SocketLoop::unfinished).stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    double count(String meter) {
        return meters.get(meter).counter().count();
    }

    Timer timer(String meter) {
        return meters.get(meter).timer();
    }

    double count(String meter, String reason) {
        return meters.get(meter).tag("reason", reason).counter().count();
    }

    void drain() {
        DrainSockets drain = new DrainSockets(sockets());
        drain.start();
        drain.stop(() -> {});
    }

    @Override
    public void close() {
        if (server != null) {
            server.disposeNow();
        }
        loops.dispose();
    }

    private @Nullable Ticket ticket(@Nullable String token) {
        if (token == null) {
            return anonymous.isEmpty() ? null : new Ticket(new Visitor.Anonymous(anonymous), Instant.MAX);
        }
        Visitor visitor = visitors.get(token);
        return visitor == null ? null : new Ticket(visitor, expiresAt);
    }

    private static Visitor client(String subject, Set<String> businesses) {
        return new Visitor.Known(new Caller(subject, Caller.Kind.CLIENT, Set.of(), businesses));
    }

    /** Small limits, so that tests come to them. */
    final class Limits {
        private Duration idle = Duration.ofMinutes(1);
        private int max = 1_000;
        private DataSize backlog = DataSize.ofMegabytes(16);
        private DataSize queued = DataSize.ofKilobytes(64);
        private DataSize unfinished = DataSize.ofMegabytes(16);
        private DataSize joined = DataSize.ofMegabytes(16);
        private List<String> origins = List.of();

        Limits idle(Duration time) {
            idle = time;
            return this;
        }

        Limits max(int count) {
            max = count;
            return this;
        }

        /** @param bytes of one socket; of all of them */
        Limits queued(DataSize bytes, DataSize ofAll) {
            queued = bytes;
            backlog = ofAll;
            return this;
        }

        Limits unfinished(DataSize bytes) {
            unfinished = bytes;
            return this;
        }

        Limits joined(DataSize bytes) {
            joined = bytes;
            return this;
        }

        Limits origins(String... allowed) {
            origins = List.of(allowed);
            return this;
        }

        void open() {
            LocalHub.this.open();
        }

        private SocketSettings made() {
            DataSize kilobytes = DataSize.ofKilobytes(64);
            return new SocketSettings(
                    2,
                    max,
                    50,
                    10,
                    idle,
                    kilobytes,
                    100,
                    queued,
                    backlog,
                    unfinished,
                    joined,
                    kilobytes,
                    Duration.ofSeconds(60),
                    Duration.ofMillis(200),
                    1,
                    Duration.ofMillis(1),
                    origins);
        }
    }
}
