package dev.concierge.gateway.limit;

import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.cloud.gateway.filter.NettyWriteResponseFilter;
import org.springframework.core.Ordered;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Counts what services refuse that check credentials of their own kind: a client's secret, the token of a socket. */
final class ServiceRefusals implements GlobalFilter, Ordered {
    private final RefusalLimits limits;

    ServiceRefusals(RefusalLimits limits) {
        this.limits = limits;
    }

    @Override
    public int getOrder() {
        return NettyWriteResponseFilter.WRITE_RESPONSE_FILTER_ORDER - 1;
    }

    /** Before the answer is written: once a client has read it, its next request may come on the same connection. */
    @Override
    public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
        exchange.getResponse().beforeCommit(() -> count(exchange));
        return chain.filter(exchange);
    }

    private Mono<Void> count(ServerWebExchange exchange) {
        return isRefusal(exchange)
                ? limits.charge(RefusalLimits.address(exchange)).then()
                : Mono.empty();
    }

    /** A handshake whose token is bad is answered 403, as Phoenix does. */
    private static boolean isRefusal(ServerWebExchange exchange) {
        HttpStatusCode status = exchange.getResponse().getStatusCode();
        return HttpStatus.UNAUTHORIZED.equals(status)
                || (HttpStatus.FORBIDDEN.equals(status) && RefusalLimits.isHandshake(exchange.getRequest()));
    }
}
