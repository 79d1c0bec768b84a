package dev.concierge.platform.reactive.security;

import dev.concierge.platform.security.token.InvalidToken;
import dev.concierge.platform.security.web.BearerToken;
import dev.concierge.platform.security.web.CallerAuthentication;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.ReactiveAuthenticationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Makes whoever sent a token the exchange's principal; nobody's request goes on as nobody's, a bad token's not at all. */
final class BearerTokens implements WebFilter {
    private final ReactiveAuthenticationManager manager;

    BearerTokens(ReactiveAuthenticationManager manager) {
        this.manager = manager;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        String token;
        try {
            token = BearerToken.of(exchange.getRequest().getHeaders().getFirst(HttpHeaders.AUTHORIZATION));
        } catch (OAuth2AuthenticationException malformed) {
            return Mono.error(new InvalidToken(String.valueOf(malformed.getMessage())));
        }
        return token == null
                ? chain.filter(exchange)
                : manager.authenticate(new BearerTokenAuthenticationToken(token))
                        .flatMap(caller -> chain.filter(calledBy(caller, exchange)));
    }

    private static ServerWebExchange calledBy(Authentication caller, ServerWebExchange exchange) {
        ReactiveCaller.put(CallerAuthentication.caller(caller), exchange);
        return exchange.mutate().principal(Mono.just(caller)).build();
    }
}
