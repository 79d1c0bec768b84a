package dev.concierge.gateway.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.concierge.platform.problem.Fact;
import dev.concierge.platform.reactive.security.HandshakeToken;
import dev.concierge.platform.web.ClientAddress;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import reactor.core.publisher.Mono;

/**
 * Bounds how many tokens and secrets an address can try: each 401, and each 403 of a handshake, takes from its bucket. While
 * that is empty, what could be guessed from there (secrets, passwords) is not looked at, right or wrong. A token is: nobody
 * guesses a signature, and many share an address with somebody who tries.
 */
final class RefusalLimits implements WebFilter, Ordered {
    private static final long ADDRESSES = 100_000;
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private static final String BEARER = "Bearer ";
    private static final PathPattern FORMS = PathPatternParser.defaultInstance.parse("/oauth2/**");
    private static final PathPattern WRITE_KEYS = PathPatternParser.defaultInstance.parse("/v1/**");

    private final Buckets buckets;
    private final VerifiedCallers callers;
    private final Ticker ticker;
    private final Cache<String, Long> shutUntil;

    RefusalLimits(Buckets buckets, VerifiedCallers callers, Ticker ticker) {
        this.buckets = buckets;
        this.callers = callers;
        this.ticker = ticker;
        this.shutUntil = Caffeine.newBuilder()
                .ticker(ticker)
                .maximumSize(ADDRESSES)
                .expireAfterWrite(LONGEST)
                .build();
    }

    /** Before Spring Security's filter (-100), which verifies tokens. */
    @Override
    public int getOrder() {
        return -101;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        String address = address(exchange);
        Duration shut = shut(address);
        if (!shut.isPositive() || !carriesCredentials(exchange.getRequest())) {
            return pass(address, exchange, chain);
        }
        String token = token(exchange.getRequest());
        return token == null
                ? Mono.error(exceeded(shut))
                : callers.of(token)
                        .flatMap(caller ->
                                caller.isPresent() ? pass(address, exchange, chain) : Mono.error(exceeded(shut)));
    }

    private Mono<Void> pass(String address, ServerWebExchange exchange, WebFilterChain chain) {
        return chain.filter(exchange)
                .onErrorResume(
                        RefusalLimits::isRefusal,
                        refusal -> charge(address)
                                .flatMap(verdict ->
                                        Mono.error(verdict.allowed() ? refusal : exceeded(verdict.untilNext()))));
    }

    /** By which it is counted what is refused. */
    static String address(ServerWebExchange exchange) {
        return ClientAddress.of(exchange.getRequest().getRemoteAddress()).share();
    }

    /** Takes from the bucket of an address. */
    Mono<Verdict> charge(String address) {
        return buckets.take(address).doOnNext(verdict -> {
            if (!verdict.allowed()) {
                shutUntil.put(address, ticker.read() + verdict.untilNext().toNanos());
            }
        });
    }

    private Duration shut(String address) {
        Long until = shutUntil.getIfPresent(address);
        return until == null ? Duration.ZERO : Duration.ofNanos(until - ticker.read());
    }

    private RateExceeded exceeded(Duration untilNext) {
        return new RateExceeded("Refused requests of this address", buckets.rate(), untilNext);
    }

    /**
     * In the header, in a handshake or, where secrets and passwords are taken in forms, in the body. Write keys are random, and
     * stand in pages for all to see.
     */
    private static boolean carriesCredentials(ServerHttpRequest request) {
        return (request.getHeaders().containsHeader(HttpHeaders.AUTHORIZATION)
                        && !WRITE_KEYS.matches(request.getPath().pathWithinApplication()))
                || isHandshake(request)
                || (request.getMethod().equals(HttpMethod.POST)
                        && FORMS.matches(request.getPath().pathWithinApplication()));
    }

    /** In the header or in a handshake; null when there is none. */
    private static @Nullable String token(ServerHttpRequest request) {
        String header = request.getHeaders().getFirst(HttpHeaders.AUTHORIZATION);
        if (header == null) {
            return handshakeToken(request);
        }
        return header.regionMatches(true, 0, BEARER, 0, BEARER.length()) ? header.substring(BEARER.length()) : null;
    }

    /** Of a WebSocket. */
    static boolean isHandshake(ServerHttpRequest request) {
        return "websocket".equalsIgnoreCase(request.getHeaders().getUpgrade());
    }

    /** Where browsers put it; null when there is none. */
    static @Nullable String handshakeToken(ServerHttpRequest request) {
        List<String> lines = request.getHeaders().getOrDefault("Sec-WebSocket-Protocol", List.of());
        return HandshakeToken.of(
                HandshakeToken.protocols(lines), request.getQueryParams().getFirst("token"));
    }

    private static boolean isRefusal(Throwable failure) {
        return failure instanceof Fact fact && fact.kind() == Fact.Kind.UNAUTHENTICATED;
    }
}
