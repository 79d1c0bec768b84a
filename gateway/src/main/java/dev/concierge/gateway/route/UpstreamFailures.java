package dev.concierge.gateway.route;

import dev.concierge.platform.problem.BodyTooLarge;
import dev.concierge.platform.problem.Fact;
import io.netty.handler.timeout.ReadTimeoutException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.cloud.gateway.route.Route;
import org.springframework.cloud.gateway.support.NotFoundException;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;
import org.springframework.core.Ordered;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Turns what went wrong on the way to a service into a problem that names the service. */
@Component
class UpstreamFailures implements GlobalFilter, Ordered {
    /** Route metadata: the name of the service behind the route; routes are hashed on the way of each request. */
    static final String SERVICE = "service";

    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
        Route route = exchange.getRequiredAttribute(ServerWebExchangeUtils.GATEWAY_ROUTE_ATTR);
        String service = (String) route.getMetadata().get(SERVICE);
        return service == null
                ? chain.filter(exchange)
                : chain.filter(exchange).onErrorMap(failure -> translated(failure, service));
    }

    private static Throwable translated(Throwable failure, String service) {
        return switch (failure) {
            case BodyTooLarge theirFault -> theirFault;
            case TimeoutException noConnectionFree -> new ServiceUnreachable(service, noConnectionFree);
            case NotFoundException noCopyReady -> new ServiceUnreachable(service, noCopyReady);
            case IOException broken -> new ServiceUnreachable(service, broken);
            case ReadTimeoutException late -> new ServiceTimedOut(service, late);
            case ResponseStatusException late
            when late.getStatusCode() == HttpStatus.GATEWAY_TIMEOUT -> new ServiceTimedOut(service, late);
            default -> failure;
        };
    }

    /** A service does not take connections or breaks them off. */
    private static final class ServiceUnreachable extends Fact {
        ServiceUnreachable(String service, Throwable cause) {
            super(Kind.UNAVAILABLE, "service-unreachable", service + " does not answer at the moment.");
            initCause(cause);
        }

        @Override
        public Duration retryAfter() {
            return Duration.ofSeconds(2);
        }
    }
}
