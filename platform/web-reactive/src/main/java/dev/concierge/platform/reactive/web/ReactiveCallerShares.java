package dev.concierge.platform.reactive.web;

import dev.concierge.platform.reactive.security.ReactiveCaller;
import dev.concierge.platform.security.Caller;
import dev.concierge.platform.security.web.CallerAuthentication;
import dev.concierge.platform.web.CallerLimit;
import dev.concierge.platform.web.ClientAddress;
import dev.concierge.platform.web.Permits;
import dev.concierge.platform.web.Shares;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;

/** Holds each caller to its share of the permits, as soon as it is known who calls; what holds no permit is left alone. */
final class ReactiveCallerShares implements WebFilter, Ordered {
    private final CallerLimit limit;

    ReactiveCallerShares(CallerLimit limit) {
        this.limit = limit;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        Permits.Permit permit = ReactiveLoadShedding.permitOf(exchange);
        if (permit == null) {
            return chain.filter(exchange);
        }
        ClientAddress address = ClientAddress.of(exchange.getRequest().getRemoteAddress());
        Caller caller = ReactiveCaller.of(exchange);
        return Mono.using(
                () -> limit.take(caller, address),
                _ -> {
                    permit.countFor(limit.body(caller, address));
                    return chain.filter(exchange).contextWrite(context -> known(caller, context));
                },
                Shares.Share::close);
    }

    /** Where contexts go along to threads that may wait, what is done there knows for whom, as in a servlet. */
    private static Context known(@Nullable Caller caller, Context context) {
        return caller == null
                ? context
                : context.put(
                        SecurityContext.class.getName(), new SecurityContextImpl(CallerAuthentication.of(caller)));
    }

    /** Right behind Spring Security's filter (-100). */
    @Override
    public int getOrder() {
        return -99;
    }
}
