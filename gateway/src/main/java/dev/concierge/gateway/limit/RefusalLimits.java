package dev.concierge.gateway.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.concierge.platform.problem.Fact;
import java.time.Duration;
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
 * Bounds how many tokens and secrets an address can try: each 401, and each 403 of a handshake, takes from its bucket, and while that is empty no
 * credentials from there are looked at, right ones included, because an answer to them would be the guesser's prize.
 */
final class RefusalLimits implements WebFilter, Ordered {
    private static final long ADDRESSES = 100_000;
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private static final PathPattern FORMS = PathPatternParser.defaultInstance.parse("/oauth2/**");

    private final Rate rate;
    private final Buckets buckets;
    private final Ticker ticker;
    private final Cache<String, Long> shutUntil;

    RefusalLimits(Rate rate, Buckets buckets, Ticker ticker) {
        this.rate = rate;
        this.buckets = buckets;
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
        String address = ClientAddress.of(exchange.getRequest());
        Duration shut = shut(address);
        if (shut.isPositive() && carriesCredentials(exchange.getRequest())) {
            return Mono.error(exceeded(shut));
        }
        return chain.filter(exchange)
                .onErrorResume(
                        RefusalLimits::isRefusal,
                        refusal -> charge(address)
                                .flatMap(verdict ->
                                        Mono.error(verdict.allowed() ? refusal : exceeded(verdict.untilNext()))));
    }

    /** Takes from the bucket of an address. */
    Mono<Verdict> charge(String address) {
        return buckets.take("refused:" + address).doOnNext(verdict -> {
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
        return new RateExceeded("Refused requests of this address", rate, untilNext);
    }

    /** In the header, in a handshake's query or, where secrets and passwords are taken in forms, in the body. */
    private static boolean carriesCredentials(ServerHttpRequest request) {
        return request.getHeaders().containsHeader(HttpHeaders.AUTHORIZATION)
                || isHandshake(request)
                || (request.getMethod().equals(HttpMethod.POST)
                        && FORMS.matches(request.getPath().pathWithinApplication()));
    }

    /** Of a WebSocket. */
    static boolean isHandshake(ServerHttpRequest request) {
        return "websocket".equalsIgnoreCase(request.getHeaders().getUpgrade());
    }

    private static boolean isRefusal(Throwable failure) {
        return failure instanceof Fact fact && fact.kind() == Fact.Kind.UNAUTHENTICATED;
    }
}
