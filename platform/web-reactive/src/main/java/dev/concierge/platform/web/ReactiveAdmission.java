package dev.concierge.platform.web;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Answers 503 at once while there is no place for a request; probes and WebSockets, which stay for hours, always pass. */
final class ReactiveAdmission implements WebFilter, Ordered {
    private static final String PLACE = Places.Place.class.getName();

    private final Places places;

    ReactiveAdmission(Places places) {
        this.places = places;
    }

    /** What the request holds; null for a probe or a WebSocket. */
    static Places.@Nullable Place placeOf(ServerWebExchange exchange) {
        return exchange.getAttribute(PLACE);
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        ServerHttpRequest request = exchange.getRequest();
        if (Probes.PATHS.contains(request.getPath().value()) || isHandshake(request)) {
            return chain.filter(exchange);
        }
        return Mono.defer(() -> {
            Optional<Places.Place> place = places.take();
            if (place.isEmpty()) {
                return Mono.error(new OverCapacity());
            }
            exchange.getAttributes().put(PLACE, place.get());
            return chain.filter(exchange).doFinally(_ -> place.get().leave());
        });
    }

    /** Of a WebSocket (RFC 6455, 4.1): any other request could name an upgrade and come with a body. */
    private static boolean isHandshake(ServerHttpRequest request) {
        HttpHeaders headers = request.getHeaders();
        return request.getMethod().equals(HttpMethod.GET)
                && "websocket".equalsIgnoreCase(headers.getUpgrade())
                && headers.getConnection().stream().anyMatch("upgrade"::equalsIgnoreCase)
                && headers.containsHeader("Sec-WebSocket-Key")
                && !headers.containsHeader(HttpHeaders.TRANSFER_ENCODING)
                && headers.getContentLength() <= 0;
    }

    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE + 3;
    }
}
