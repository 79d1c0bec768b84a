package dev.concierge.platform.web;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

class ReactiveAdmissionTests {
    private final Places two = new Places(2);

    @Test
    void theRequestBeyondTheLastPlaceIsRefusedAndPlacesComeBack() {
        ReactiveAdmission admission = new ReactiveAdmission(two);
        Disposable first =
                admission.filter(exchange("/users"), _ -> Mono.never()).subscribe();
        admission.filter(exchange("/users"), _ -> Mono.never()).subscribe();

        assertThatThrownBy(() -> passes(admission, "/users")).isInstanceOf(OverCapacity.class);
        assertThatCode(() -> passes(admission, "/livez")).doesNotThrowAnyException();
        first.dispose();
        assertThatCode(() -> passes(admission, "/users")).doesNotThrowAnyException();
    }

    @Test
    void onlyAWebSocketPassesAFullService() {
        ReactiveAdmission admission = new ReactiveAdmission(two);
        two.take();
        two.take();

        assertThatCode(() -> passes(admission, handshake(MockServerHttpRequest.get("/socket"))))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> passes(admission, handshake(MockServerHttpRequest.post("/users"))))
                .isInstanceOf(OverCapacity.class);
        assertThatThrownBy(() ->
                        passes(admission, MockServerHttpRequest.get("/users").header("Upgrade", "h2c")))
                .isInstanceOf(OverCapacity.class);
        assertThatThrownBy(() -> passes(
                        admission,
                        handshake(MockServerHttpRequest.get("/users")).header("Content-Length", "1")))
                .isInstanceOf(OverCapacity.class);
    }

    private static MockServerHttpRequest.BaseBuilder<?> handshake(MockServerHttpRequest.BaseBuilder<?> request) {
        return request.header("Upgrade", "websocket")
                .header("Connection", "keep-alive, Upgrade")
                .header("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==");
    }

    private static void passes(ReactiveAdmission admission, MockServerHttpRequest.BaseBuilder<?> request) {
        admission
                .filter(MockServerWebExchange.from(request.build()), _ -> Mono.empty())
                .block();
    }

    private static void passes(ReactiveAdmission admission, String path) {
        admission.filter(exchange(path), _ -> Mono.empty()).block();
    }

    private static MockServerWebExchange exchange(String path) {
        return MockServerWebExchange.from(MockServerHttpRequest.get(path));
    }
}
