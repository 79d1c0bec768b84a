package dev.concierge.platform.reactive.web;

import dev.concierge.platform.reactive.security.ReactiveCaller;
import dev.concierge.platform.security.Caller;
import dev.concierge.platform.web.BodyShares;
import dev.concierge.platform.web.CallerLimit;
import dev.concierge.platform.web.Shares;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Holds each caller to its share of the permits, as soon as it is known who calls; what holds no permit is left alone. */
final class ReactiveCallerShares implements WebFilter, Ordered {
    private static final String BODY = BodyShares.Body.class.getName();

    private final CallerLimit limit;

    ReactiveCallerShares(CallerLimit limit) {
        this.limit = limit;
    }

    /** What is held of the request's body; null where it holds no permit, and before it is known who calls. */
    static BodyShares.@Nullable Body bodyOf(ServerWebExchange exchange) {
        return exchange.getAttribute(BODY);
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        if (ReactiveLoadShedding.permitOf(exchange) == null) {
            return chain.filter(exchange);
        }
        InetSocketAddress remote = exchange.getRequest().getRemoteAddress();
        String address = remote == null ? "unknown" : remote.getHostString();
        Caller caller = ReactiveCaller.of(exchange);
        return Mono.using(
                () -> limit.take(caller, address),
                _ -> Mono.using(
                        () -> limit.body(caller, address),
                        body -> {
                            exchange.getAttributes().put(BODY, body);
                            return chain.filter(exchange);
                        },
                        BodyShares.Body::close),
                Shares.Share::close);
    }

    /** Right behind Spring Security's filter (-100). */
    @Override
    public int getOrder() {
        return -99;
    }
}
