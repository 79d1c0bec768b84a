package dev.concierge.gateway.limit;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.concierge.platform.reactive.security.ReactiveCaller;
import dev.concierge.platform.security.Caller;
import dev.concierge.platform.web.ClientAddress;
import dev.concierge.platform.web.OverCapacity;
import dev.concierge.platform.web.WebSettings;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.cloud.gateway.filter.NettyWriteResponseFilter;
import org.springframework.cloud.gateway.route.Route;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;
import org.springframework.core.Ordered;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Sends a service no more at one time than it said that it can hold. What it would refuse is refused here, for a fraction of
 * what passing it on and back costs both: in an overload that is most of all requests. Sockets are bounded elsewhere.
 */
final class ServiceWindows implements GlobalFilter, Ordered {
    private final WebSettings settings;
    private final Ticker ticker;
    private final Map<URI, Window> windows = new ConcurrentHashMap<>();
    /** How many of them are used up, which none is at most times: each request asks for this first. */
    private final AtomicInteger usedUp = new AtomicInteger();

    ServiceWindows(WebSettings settings, Ticker ticker) {
        this.settings = settings;
        this.ticker = ticker;
    }

    /** Whether the next request to some service is refused, whoever sends it. */
    boolean isAnyUsedUp() {
        return usedUp.get() > 0;
    }

    /** Whether the next request to where this route leads is refused, whoever sends it. */
    boolean isUsedUp(Route route) {
        Window window = windows.get(route.getUri());
        return window != null && window.isUsedUp();
    }

    @Override
    public int getOrder() {
        return NettyWriteResponseFilter.WRITE_RESPONSE_FILTER_ORDER - 2;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
        if (RefusalLimits.isHandshake(exchange.getRequest())) {
            return chain.filter(exchange);
        }
        Route route = exchange.getRequiredAttribute(ServerWebExchangeUtils.GATEWAY_ROUTE_ATTR);
        Window window = windows.computeIfAbsent(route.getUri(), _ -> new Window(settings.permits(), ticker, usedUp));
        Caller caller = ReactiveCaller.of(exchange);
        String key = caller == null
                ? ClientAddress.of(exchange.getRequest().getRemoteAddress()).share()
                : caller.share();
        return Mono.defer(() -> {
            window.enter(key, settings.share(caller));
            exchange.getResponse().beforeCommit(() -> {
                if (exchange.getResponse().getHeaders().remove(OverCapacity.HEADER) != null) {
                    window.isFull();
                }
                return Mono.empty();
            });
            return chain.filter(exchange).doFinally(_ -> window.leave(key));
        });
    }
}
