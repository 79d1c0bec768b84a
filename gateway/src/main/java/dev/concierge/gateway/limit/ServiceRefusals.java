package dev.concierge.gateway.limit;

import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.cloud.gateway.filter.NettyWriteResponseFilter;
import org.springframework.core.Ordered;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Counts what services refuse that check credentials of their own kind, such as a client's secret. */
final class ServiceRefusals implements GlobalFilter, Ordered {
    private final RefusalLimits limits;

    ServiceRefusals(RefusalLimits limits) {
        this.limits = limits;
    }

    /** Before the answer is written: once a client has read it, its next request may come on the same connection. */
    @Override
    public int getOrder() {
        return NettyWriteResponseFilter.WRITE_RESPONSE_FILTER_ORDER + 1;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
        return chain.filter(exchange).then(Mono.defer(() -> count(exchange)));
    }

    private Mono<Void> count(ServerWebExchange exchange) {
        return HttpStatus.UNAUTHORIZED.equals(exchange.getResponse().getStatusCode())
                ? limits.charge(ClientAddress.of(exchange.getRequest())).then()
                : Mono.empty();
    }
}
