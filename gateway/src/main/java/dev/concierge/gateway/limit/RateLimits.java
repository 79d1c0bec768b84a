package dev.concierge.gateway.limit;

import dev.concierge.platform.observability.Probes;
import dev.concierge.platform.reactive.security.AfterAuthentication;
import dev.concierge.platform.reactive.security.ReactiveCaller;
import dev.concierge.platform.security.Caller;
import dev.concierge.platform.web.ClientAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilterChain;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import reactor.core.publisher.Mono;

/**
 * Holds every client to its rate and tells it how much is left (draft-ietf-httpapi-ratelimit-headers), once it is known who
 * calls and before it is decided what may be done, so that refusals cost, too. What tells events has a rate of its own, as
 * shops and sites tell more than anybody asks; a guest does not. Probes come from the platform, not from a client.
 */
final class RateLimits implements AfterAuthentication {
    private static final List<PathPattern> INGEST =
            List.of("/event", "/events", "/events/batch", "/interactions", "/interactions/batch", "/v1/**").stream()
                    .map(PathPatternParser.defaultInstance::parse)
                    .toList();

    private final Limit usual;
    private final Limit ingest;

    RateLimits(Buckets usual, Buckets ingest) {
        this.usual = new Limit("client", usual);
        this.ingest = new Limit("ingest", ingest);
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        if (Probes.PATHS.contains(exchange.getRequest().getPath().value())) {
            return chain.filter(exchange);
        }
        boolean tells = isIngest(exchange.getRequest());
        Caller caller = ReactiveCaller.of(exchange);
        Limit limit = tells && !isGuest(caller) ? ingest : usual;
        String client = caller == null
                ? "address:"
                        + ClientAddress.of(exchange.getRequest().getRemoteAddress())
                                .share()
                : "subject:" + caller.subject();
        return limit.buckets().take(client).flatMap(verdict -> limit.decide(verdict, exchange, chain));
    }

    private static boolean isIngest(ServerHttpRequest request) {
        if (!request.getMethod().equals(HttpMethod.POST)) {
            return false;
        }
        PathContainer path = request.getPath().pathWithinApplication();
        return INGEST.stream().anyMatch(pattern -> pattern.matches(path));
    }

    private static boolean isGuest(@Nullable Caller caller) {
        return caller != null && caller.kind() == Caller.Kind.GUEST;
    }

    private record Limit(String name, Buckets buckets, String policy) {
        Limit(String name, Buckets buckets) {
            this(name, buckets, policy(name, buckets.rate()));
        }

        private static String policy(String name, Rate rate) {
            long window = rate.toGain(rate.burst()).plusMillis(999).toSeconds();
            return "\"" + name + "\";q=" + rate.burst() + ";w=" + window;
        }

        Mono<Void> decide(Verdict verdict, ServerWebExchange exchange, WebFilterChain chain) {
            announce(verdict, exchange);
            return verdict.allowed()
                    ? chain.filter(exchange)
                    : Mono.error(new RateExceeded("Requests of this client", buckets.rate(), verdict.untilNext()));
        }

        private void announce(Verdict verdict, ServerWebExchange exchange) {
            exchange.getResponse().beforeCommit(() -> {
                HttpHeaders headers = exchange.getResponse().getHeaders();
                long reset = verdict.untilFull().plusMillis(999).toSeconds();
                headers.set("RateLimit-Policy", policy);
                headers.set("RateLimit", "\"" + name + "\";r=" + verdict.remaining() + ";t=" + reset);
                return Mono.empty();
            });
        }
    }
}
