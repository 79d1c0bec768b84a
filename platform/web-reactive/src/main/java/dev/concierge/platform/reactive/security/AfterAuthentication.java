package dev.concierge.platform.reactive.security;

import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** What happens between knowing the caller and deciding what the caller may, such as counting: refused requests count, too. */
@FunctionalInterface
public interface AfterAuthentication {
    Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain);
}
