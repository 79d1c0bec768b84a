package dev.concierge.platform.reactive.web;

import dev.concierge.platform.observability.Probes;
import dev.concierge.platform.web.OverCapacity;
import dev.concierge.platform.web.Permits;
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

/** Answers 503 at once while there is no permit for a request; probes and WebSockets, which stay for hours, always pass. */
final class ReactiveLoadShedding implements WebFilter, Ordered {
    private static final String PERMIT = Permits.Permit.class.getName();

    private final Permits permits;

    ReactiveLoadShedding(Permits permits) {
        this.permits = permits;
    }

    /** What the request holds; null for a probe or a WebSocket. */
    static Permits.@Nullable Permit permitOf(ServerWebExchange exchange) {
        return exchange.getAttribute(PERMIT);
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        ServerHttpRequest request = exchange.getRequest();
        if (Probes.PATHS.contains(request.getPath().value()) || isHandshake(request)) {
            return chain.filter(exchange);
        }
        return Mono.defer(() -> {
            Optional<Permits.Permit> permit = permits.take();
            if (permit.isEmpty()) {
                return Mono.error(new OverCapacity());
            }
            exchange.getAttributes().put(PERMIT, permit.get());
            return chain.filter(exchange).doFinally(_ -> permit.get().leave());
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
