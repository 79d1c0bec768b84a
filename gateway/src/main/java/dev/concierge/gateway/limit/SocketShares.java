package dev.concierge.gateway.limit;

import dev.concierge.platform.reactive.security.ReactiveCaller;
import dev.concierge.platform.security.Caller;
import dev.concierge.platform.web.CallerLimit;
import dev.concierge.platform.web.ClientAddress;
import dev.concierge.platform.web.Shares;
import java.util.Optional;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.core.Ordered;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Holds each caller to a share of this gateway's sockets, from the handshake until the connection ends: they hold none of its
 * permits. Whoever shows no good token is held to a guest's share by the address; whether it may come in is the service's to say.
 */
final class SocketShares implements GlobalFilter, Ordered {
    private final CallerLimit limit;
    private final VerifiedCallers callers;

    SocketShares(CallerLimit limit, VerifiedCallers callers) {
        this.limit = limit;
        this.callers = callers;
    }

    /** Before what passes sockets on, two before the last. */
    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE - 3;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
        return RefusalLimits.isHandshake(exchange.getRequest())
                ? caller(exchange).flatMap(caller -> held(caller, exchange, chain))
                : chain.filter(exchange);
    }

    private Mono<Void> held(Optional<Caller> caller, ServerWebExchange exchange, GatewayFilterChain chain) {
        ClientAddress address = ClientAddress.of(exchange.getRequest().getRemoteAddress());
        return Mono.using(
                () -> limit.take(caller.orElse(null), address), _ -> chain.filter(exchange), Shares.Share::close);
    }

    private Mono<Optional<Caller>> caller(ServerWebExchange exchange) {
        Caller known = ReactiveCaller.of(exchange);
        String token = known == null ? RefusalLimits.handshakeToken(exchange.getRequest()) : null;
        return token == null ? Mono.just(Optional.ofNullable(known)) : callers.of(token);
    }
}
