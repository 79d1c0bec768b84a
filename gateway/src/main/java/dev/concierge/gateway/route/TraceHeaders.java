package dev.concierge.gateway.route;

import io.micrometer.tracing.handler.TracingObservationHandler.TracingContext;
import io.micrometer.tracing.propagation.Propagator;
import org.springframework.cloud.gateway.filter.headers.HttpHeadersFilter;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.observation.ServerRequestObservationContext;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;

/**
 * Hands the trace of the request to the service. Spring Cloud Gateway would begin an observation for that, which measures
 * the request once more and, of a socket, is never ended.
 */
@Component
class TraceHeaders implements HttpHeadersFilter, Ordered {
    private final Propagator propagator;

    TraceHeaders(Propagator propagator) {
        this.propagator = propagator;
    }

    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE + 2;
    }

    @Override
    public HttpHeaders filter(HttpHeaders input, ServerWebExchange exchange) {
        TracingContext tracing = ServerRequestObservationContext.findCurrent(exchange.getAttributes())
                .map(context -> context.<TracingContext>get(TracingContext.class))
                .orElse(null);
        if (tracing == null || tracing.getSpan() == null) {
            return input;
        }
        HttpHeaders headers = HttpHeaders.copyOf(input);
        propagator.inject(tracing.getSpan().context(), headers, (_, name, value) -> headers.set(name, value));
        return headers;
    }
}
