package dev.concierge.platform.reactive.security;

import dev.concierge.platform.security.Caller;
import org.jspecify.annotations.Nullable;
import org.springframework.web.server.ServerWebExchange;

/** Who calls, at hand: what counts and decides on the way of every request need not subscribe to it. */
public final class ReactiveCaller {
    private static final String ATTRIBUTE = ReactiveCaller.class.getName();

    private ReactiveCaller() {}

    /** Null for who came without a token. */
    public static @Nullable Caller of(ServerWebExchange exchange) {
        return exchange.getAttribute(ATTRIBUTE);
    }

    static void put(@Nullable Caller caller, ServerWebExchange exchange) {
        if (caller != null) {
            exchange.getAttributes().put(ATTRIBUTE, caller);
        }
    }
}
