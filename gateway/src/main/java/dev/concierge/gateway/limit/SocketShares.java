package dev.concierge.gateway.limit;

import dev.concierge.platform.problem.Fact;
import dev.concierge.platform.reactive.security.ReactiveCaller;
import dev.concierge.platform.security.Caller;
import dev.concierge.platform.security.token.Tokens;
import dev.concierge.platform.web.CallerLimit;
import dev.concierge.platform.web.ClientAddress;
import dev.concierge.platform.web.Shares;
import java.util.Optional;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.core.Ordered;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Holds each caller to a share of this gateway's sockets, from the handshake until the connection ends: they hold none of its
 * permits. Whoever shows no good token is held to a guest's share by the address; whether it may come in is the service's to say.
 */
final class SocketShares implements GlobalFilter, Ordered {
    private final CallerLimit limit;
    private final Tokens tokens;

    SocketShares(CallerLimit limit, Tokens tokens) {
        this.limit = limit;
        this.tokens = tokens;
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
        if (token == null) {
            return Mono.just(Optional.ofNullable(known));
        }
        Caller remembered = tokens.known(token);
        return remembered == null ? verified(token) : Mono.just(Optional.of(remembered));
    }

    /** Away from the loop: a first token may have to fetch the issuer's keys. */
    private Mono<Optional<Caller>> verified(String token) {
        return Mono.fromCallable(() -> Optional.of(tokens.verify(token)))
                .subscribeOn(Schedulers.boundedElastic())
                .onErrorReturn(Fact.class, Optional.empty());
    }
}
