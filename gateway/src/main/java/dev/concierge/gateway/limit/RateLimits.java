package dev.concierge.gateway.limit;

import dev.concierge.platform.reactive.security.AfterAuthentication;
import dev.concierge.platform.web.Probes;
import java.security.Principal;
import org.springframework.http.HttpHeaders;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Holds every client to its rate and tells it how much is left (draft-ietf-httpapi-ratelimit-headers), once it is known who
 * calls and before it is decided what may be done, so that refusals cost, too. Probes come from the platform, not from a
 * client.
 */
final class RateLimits implements AfterAuthentication {
    private final Rate rate;
    private final Buckets buckets;

    RateLimits(Rate rate, Buckets buckets) {
        this.rate = rate;
        this.buckets = buckets;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        if (Probes.PATHS.contains(exchange.getRequest().getPath().value())) {
            return chain.filter(exchange);
        }
        return exchange.getPrincipal()
                .map(Principal::getName)
                .map(subject -> "subject:" + subject)
                .switchIfEmpty(Mono.fromSupplier(() -> "address:" + ClientAddress.of(exchange.getRequest())))
                .flatMap(buckets::take)
                .flatMap(verdict -> {
                    announce(verdict, exchange);
                    return verdict.allowed()
                            ? chain.filter(exchange)
                            : Mono.error(new RateExceeded("Requests of this client", rate, verdict.untilNext()));
                });
    }

    private void announce(Verdict verdict, ServerWebExchange exchange) {
        exchange.getResponse().beforeCommit(() -> {
            HttpHeaders headers = exchange.getResponse().getHeaders();
            long window = rate.toGain(rate.burst()).plusMillis(999).toSeconds();
            long reset = verdict.untilFull().plusMillis(999).toSeconds();
            headers.set("RateLimit-Policy", "\"client\";q=" + rate.burst() + ";w=" + window);
            headers.set("RateLimit", "\"client\";r=" + verdict.remaining() + ";t=" + reset);
            return Mono.empty();
        });
    }
}
