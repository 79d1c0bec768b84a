package dev.concierge.gateway;

import io.netty.handler.codec.http.HttpHeaders;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/** A service at the other end of the gateway: remembers what it was asked, echoes sockets, is silent when told to. */
public final class FakeService {
    /** What arrived. */
    public record Received(String method, String uri, HttpHeaders headers, String body) {}

    private final BlockingQueue<Received> received = new LinkedBlockingQueue<>();
    private final String name;
    private final DisposableServer server;

    public FakeService(String name) {
        this.name = name;
        this.server = HttpServer.create()
                .host("127.0.0.1")
                .port(0)
                .route(routes -> routes.ws(
                                "/socket/websocket",
                                (in, out) ->
                                        out.sendString(in.receive().asString().map(text -> "echo " + text)))
                        .get("/silent/**", (request, response) -> Mono.never())
                        .get("/users/silent", (request, response) -> Mono.never())
                        .get(
                                "/oauth2/refused",
                                (request, response) -> response.status(401).send())
                        .get("/users/broken", (request, response) -> Mono.error(new IllegalStateException("crash")))
                        .route(any -> true, this::answer))
                .bindNow();
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

    /** Nobody listens here any more. */
    public void stop() {
        server.disposeNow();
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

    public void forget() {
        received.clear();
    }
}
