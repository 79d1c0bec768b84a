package dev.concierge.platform.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.server.MockServerWebExchange;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

class AdmissionTests {
    private final Places two = new Places(2);

    @Test
    void theRequestBeyondTheLastPlaceIsRefusedAndPlacesComeBack() throws Exception {
        Admission admission = new Admission(two);
        AtomicInteger deepest = new AtomicInteger();

        assertThatThrownBy(() -> within(admission, deepest)).isInstanceOf(OverCapacity.class);

        assertThat(deepest).hasValue(2);
        admission.doFilter(get("/users"), new MockHttpServletResponse(), (_, _) -> deepest.set(7));
        assertThat(deepest).hasValue(7);
    }

    @Test
    void probesPassAFullService() {
        two.take();
        two.take();

        assertThatCode(() -> new Admission(two).doFilter(get("/readyz"), new MockHttpServletResponse(), (_, _) -> {}))
                .doesNotThrowAnyException();
    }

    /** Four batches that come slowly are four places, whatever their limit. */
    @Test
    void aBodyTakesPlacesAsItComes() {
        Places places = new Places(6);
        Places.Place slow = places.take().orElseThrow();
        Places.Place long1 = places.take().orElseThrow();

        slow.hold(1000);
        long1.hold(3 * 64 * 1024);
        assertThatThrownBy(() -> long1.hold(64 * 1024 * 2)).as("6 of 5").isInstanceOf(OverCapacity.class);
        assertThat(places.take()).as("6 of 6").isPresent();
        assertThat(places.take()).as("7 of 6").isEmpty();

        long1.leave();
        long1.leave();
        slow.hold(3 * 64 * 1024);
        assertThat(places.take()).as("6 of 6").isPresent();
        assertThat(places.take()).as("each gives back what it held, once").isEmpty();
    }

    @Test
    void theLargestBodyFitsIntoAnEmptyService() {
        assertThatCode(() -> two.take().orElseThrow().hold(1 << 20)).doesNotThrowAnyException();
    }

    @Test
    void theReactiveStackDoesTheSame() {
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

    /** Each request makes the next one before it ends. */
    private static void within(Admission admission, AtomicInteger depth) throws Exception {
        admission.doFilter(get("/users"), new MockHttpServletResponse(), (_, _) -> {
            depth.incrementAndGet();
            try {
                within(admission, depth);
            } catch (RuntimeException refused) {
                throw refused;
            } catch (Exception broken) {
                throw new IllegalStateException(broken);
            }
        });
    }

    private static void passes(ReactiveAdmission admission, String path) {
        admission.filter(exchange(path), _ -> Mono.empty()).block();
    }

    private static MockHttpServletRequest get(String path) {
        return new MockHttpServletRequest("GET", path);
    }

    private static MockServerWebExchange exchange(String path) {
        return MockServerWebExchange.from(MockServerHttpRequest.get(path));
    }
}
