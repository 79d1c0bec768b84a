package dev.concierge.gateway;

import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.http.server.WebsocketServerSpec;
import reactor.netty.http.websocket.WebsocketInbound;
import reactor.netty.http.websocket.WebsocketOutbound;

/** A service at the other end of the gateway: remembers what it was asked, echoes sockets, is silent when told to. */
public final class FakeService {
    /** What arrived. */
    public record Received(String method, String uri, HttpHeaders headers, String body) {}

    /** How much work it holds at one time. */
    public static final int HOLDS = 20;

    private static final Duration WORK = Duration.ofMillis(50);
    /** As the services'. */
    private static final int LONGEST_LINE = 16 * 1024;

    private final BlockingQueue<Received> received = new LinkedBlockingQueue<>();
    private final ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
    private final AtomicInteger handshakes = new AtomicInteger();
    private final AtomicInteger atWork = new AtomicInteger();
    private final AtomicInteger overflows = new AtomicInteger();
    private final String name;
    private final DisposableServer server;

    public FakeService(String name) {
        this.name = name;
        this.server = HttpServer.create()
                .host("127.0.0.1")
                .port(0)
                .httpRequestDecoder(limits -> limits.maxInitialLineLength(LONGEST_LINE))
                .doOnConnection(connection -> connections.add(connection.channel()))
                .route(routes -> routes.get("/socket/websocket", this::open)
                        .get("/dating/calls/{call}/signal", this::open)
                        .get("/silent/**", (request, response) -> Mono.never())
                        .get("/users/work/**", this::work)
                        .get("/users/silent", (request, response) -> Mono.never())
                        .get(
                                "/oauth2/refused",
                                (request, response) -> response.status(401).send())
                        .get("/users/broken", (request, response) -> Mono.error(new IllegalStateException("crash")))
                        .route(any -> true, this::answer))
                .bindNow();
    }

    /** As the hub: refuses before it upgrades, chooses {@code phoenix} among the subprotocols, echoes whole messages. */
    private Publisher<Void> open(HttpServerRequest request, HttpServerResponse response) {
        handshakes.incrementAndGet();
        if (request.uri().contains("token=bad")) {
            return response.status(403).send();
        }
        if (request.uri().contains("token=restarting")) {
            return response.status(503).send();
        }
        String offered = String.valueOf(request.requestHeaders().get("Sec-WebSocket-Protocol"));
        WebsocketServerSpec.Builder spec = WebsocketServerSpec.builder().handlePing(true);
        return response.sendWebsocket(
                FakeService::talk, (offered.contains("phoenix") ? spec.protocols("phoenix") : spec).build());
    }

    /** Slow work, of which it holds so much and says so. */
    private Publisher<Void> work(HttpServerRequest request, HttpServerResponse response) {
        if (atWork.incrementAndGet() > HOLDS) {
            atWork.decrementAndGet();
            overflows.incrementAndGet();
            return response.status(503)
                    .header("Concierge-Over-Capacity", "permits")
                    .send();
        }
        return Mono.delay(WORK)
                .doFinally(_ -> atWork.decrementAndGet())
                .then(Mono.defer(() -> response.sendString(Mono.just("{}")).then()));
    }

    private static Publisher<Void> talk(WebsocketInbound in, WebsocketOutbound out) {
        return in.aggregateFrames().receiveFrames().concatMap(frame -> switch (frame) {
            case PingWebSocketFrame ping ->
                out.sendObject(new PongWebSocketFrame(ping.content().retain()));
            case TextWebSocketFrame text when text.text().equals("go") -> out.sendClose(1012, "restarting");
            case TextWebSocketFrame text -> out.sendString(Mono.just("echo " + text.text()));
            default -> Mono.empty();
        });
    }

    private Mono<Void> answer(HttpServerRequest request, HttpServerResponse response) {
        return request.receive().aggregate().asString().defaultIfEmpty("").flatMap(body -> {
            received.add(new Received(
                    request.method().name(),
                    request.uri(),
                    request.requestHeaders().copy(),
                    body));
            return response.header("X-Answered-By", name)
                    .header("Content-Type", "application/json")
                    .sendString(Mono.just("{\"service\":\"" + name + "\"}"))
                    .then();
        });
    }

    /** Nobody listens or answers here any more. */
    public void stop() {
        server.disposeNow();
        connections.close().awaitUninterruptibly();
    }

    public String url() {
        return "http://127.0.0.1:" + server.port();
    }

    /** The next request, in the order of arrival. */
    public Received next() throws InterruptedException {
        Received next = received.poll(Duration.ofSeconds(5).toMillis(), TimeUnit.MILLISECONDS);
        if (next == null) {
            throw new AssertionError(name + " was not asked");
        }
        return next;
    }

    public boolean wasLeftAlone() {
        return received.isEmpty();
    }

    /** How often a socket was asked for. */
    public int handshakes() {
        return handshakes.get();
    }

    /** How often it had too much work. */
    public int overflows() {
        return overflows.get();
    }

    public void forget() {
        overflows.set(0);
        handshakes.set(0);
        received.clear();
    }
}
