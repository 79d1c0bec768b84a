package dev.concierge.platform.reactive.observability;

import dev.concierge.platform.observability.Drain;
import dev.concierge.platform.observability.HealthReports;
import dev.concierge.platform.observability.ObservabilityAutoConfiguration;
import dev.concierge.platform.observability.RequestMetrics;
import io.micrometer.observation.ObservationPredicate;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.server.reactive.observation.ServerRequestObservationContext;
import org.springframework.web.server.WebFilter;
import reactor.core.publisher.Mono;

@AutoConfiguration(after = ObservabilityAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
class ReactiveObservabilityAutoConfiguration {
    @Bean
    ReactiveHealthController healthController(HealthReports reports) {
        return new ReactiveHealthController(reports);
    }

    @Bean
    ObservationPredicate watchersAreNoUsers() {
        return (_, context) -> !(context instanceof ServerRequestObservationContext request)
                || request.getCarrier() == null
                || !RequestMetrics.isWatching(request.getCarrier().getURI().getPath());
    }

    /** Asks clients for new connections while this instance drains, so that none is cut under a request. */
    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    WebFilter closingConnections(Drain drain) {
        return (exchange, chain) -> {
            if (drain.isDraining()) {
                exchange.getResponse().beforeCommit(() -> {
                    exchange.getResponse().getHeaders().setConnection("close");
                    return Mono.empty();
                });
            }
            return chain.filter(exchange);
        };
    }
}
