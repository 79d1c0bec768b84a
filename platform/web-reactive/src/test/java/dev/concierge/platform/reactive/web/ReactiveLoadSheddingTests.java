package dev.concierge.platform.reactive.web;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.concierge.platform.web.OverCapacity;
import dev.concierge.platform.web.Permits;
import org.junit.jupiter.api.Test;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

class ReactiveLoadSheddingTests {
    private final Permits two = new Permits(2);

    @Test
    void theRequestBeyondTheLastPlaceIsRefusedAndPlacesComeBack() {
        ReactiveLoadShedding loadShedding = new ReactiveLoadShedding(two);
        Disposable first =
                loadShedding.filter(exchange("/users"), _ -> Mono.never()).subscribe();
        loadShedding.filter(exchange("/users"), _ -> Mono.never()).subscribe();

        assertThatThrownBy(() -> passes(loadShedding, "/users")).isInstanceOf(OverCapacity.class);
        assertThatCode(() -> passes(loadShedding, "/livez")).doesNotThrowAnyException();
        first.dispose();
        assertThatCode(() -> passes(loadShedding, "/users")).doesNotThrowAnyException();
    }

    @Test
    void onlyAWebSocketPassesAFullService() {
        ReactiveLoadShedding loadShedding = new ReactiveLoadShedding(two);
        two.take();
        two.take();

        assertThatCode(() -> passes(loadShedding, handshake(MockServerHttpRequest.get("/socket"))))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> passes(loadShedding, handshake(MockServerHttpRequest.post("/users"))))
                .isInstanceOf(OverCapacity.class);
        assertThatThrownBy(() ->
                        passes(loadShedding, MockServerHttpRequest.get("/users").header("Upgrade", "h2c")))
                .isInstanceOf(OverCapacity.class);
        assertThatThrownBy(() -> passes(
                        loadShedding,
                        handshake(MockServerHttpRequest.get("/users")).header("Content-Length", "1")))
                .isInstanceOf(OverCapacity.class);
    }

    private static MockServerHttpRequest.BaseBuilder<?> handshake(MockServerHttpRequest.BaseBuilder<?> request) {
        return request.header("Upgrade", "websocket")
                .header("Connection", "keep-alive, Upgrade")
                .header("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==");
    }

    private static void passes(ReactiveLoadShedding loadShedding, MockServerHttpRequest.BaseBuilder<?> request) {
        loadShedding
                .filter(MockServerWebExchange.from(request.build()), _ -> Mono.empty())
                .block();
    }

    private static void passes(ReactiveLoadShedding loadShedding, String path) {
        loadShedding.filter(exchange(path), _ -> Mono.empty()).block();
    }

    private static MockServerWebExchange exchange(String path) {
        return MockServerWebExchange.from(MockServerHttpRequest.get(path));
    }
}
