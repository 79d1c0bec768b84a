package dev.concierge.platform.reactive.web;

import dev.concierge.platform.problem.InvalidInput;
import java.util.List;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Refuses requests without a Host or with several (RFC 9112, 3.2): of two, whoever reads next may believe the other. */
final class OneHost implements WebFilter, Ordered {
    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        List<String> hosts = exchange.getRequest().getHeaders().getOrDefault(HttpHeaders.HOST, List.of());
        return hosts.size() == 1
                ? chain.filter(exchange)
                : Mono.error(new InvalidInput("Host", hosts.size() + " headers (expected: one)"));
    }

    /** Behind what reads forwarded headers, before everything that believes an address. */
    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE + 1;
    }
}
