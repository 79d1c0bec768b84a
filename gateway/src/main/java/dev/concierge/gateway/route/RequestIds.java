package dev.concierge.gateway.route;

import dev.concierge.platform.id.Ids;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Gives every request an id that the caller, the services and the logs share. */
@Component
public class RequestIds implements WebFilter, Ordered {
    public static final String HEADER = "X-Request-Id";

    private static final String ATTRIBUTE = RequestIds.class.getName();
    private static final int LONGEST = 128;
    private static final String PUNCTUATION = "._:-";

    private final Ids ids;

    RequestIds(Ids ids) {
        this.ids = ids;
    }

    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        String id = accepted(exchange.getRequest().getHeaders().getFirst(HEADER));
        exchange.getResponse().beforeCommit(() -> {
            exchange.getResponse().getHeaders().set(HEADER, id);
            return Mono.empty();
        });
        exchange.getAttributes().put(ATTRIBUTE, id);
        return chain.filter(exchange);
    }

    static @Nullable String of(ServerWebExchange exchange) {
        return exchange.getAttribute(ATTRIBUTE);
    }

    /** The id that a caller offers, where it may go into logs and headers, else a new one. */
    public String accepted(@Nullable String offered) {
        return offered != null && isAcceptable(offered) ? offered : ids.next().toString();
    }

    /** What may go into logs and headers as it came. */
    private static boolean isAcceptable(String id) {
        for (int at = 0; at < id.length(); at++) {
            char character = id.charAt(at);
            boolean isWord = (character >= '0' && character <= '9')
                    || (character >= 'A' && character <= 'Z')
                    || (character >= 'a' && character <= 'z');
            if (!isWord && PUNCTUATION.indexOf(character) < 0) {
                return false;
            }
        }
        return !id.isEmpty() && id.length() <= LONGEST;
    }
}
