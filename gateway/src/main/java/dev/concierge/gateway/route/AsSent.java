package dev.concierge.gateway.route;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.cloud.gateway.filter.ReactiveLoadBalancerClientFilter;
import org.springframework.cloud.gateway.route.Route;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;
import org.springframework.core.Ordered;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Asks the copy of a service that was chosen for what the client asked, byte for byte. Spring Cloud's load balancer takes an
 * address with one character that should have been encoded for one that is not encoded at all, and encodes what is:
 * {@code ?email=x%40y&a[]=1} would become {@code x%2540y}.
 */
@Component
class AsSent implements GlobalFilter, Ordered {
    /** When it is known which service, and which copy of it, is asked. */
    @Override
    public int getOrder() {
        return ReactiveLoadBalancerClientFilter.LOAD_BALANCER_CLIENT_FILTER_ORDER + 1;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
        Route route = exchange.getRequiredAttribute(ServerWebExchangeUtils.GATEWAY_ROUTE_ATTR);
        if (!ServiceCopies.isSeveral(route.getUri())) {
            return chain.filter(exchange);
        }
        URI service = exchange.getRequiredAttribute(ServerWebExchangeUtils.GATEWAY_REQUEST_URL_ATTR);
        URI asked = exchange.getRequest().getURI();
        exchange.getAttributes()
                .put(
                        ServerWebExchangeUtils.GATEWAY_REQUEST_URL_ATTR,
                        address(service, asked.getRawPath(), asked.getRawQuery()));
        return chain.filter(exchange);
    }

    /** That of {@code place}, with a path and a query as they are. */
    static URI address(URI place, String rawPath, @Nullable String rawQuery) {
        return URI.create(place.getScheme() + "://" + place.getRawAuthority() + rawPath
                + (rawQuery == null ? "" : "?" + rawQuery));
    }
}
