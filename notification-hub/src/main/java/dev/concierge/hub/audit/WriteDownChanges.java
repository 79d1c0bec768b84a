package dev.concierge.hub.audit;

import dev.concierge.platform.audit.AuditLog;
import dev.concierge.platform.audit.AuditLog.Entry;
import dev.concierge.platform.problem.TraceId;
import dev.concierge.platform.reactive.security.ReactiveCaller;
import dev.concierge.platform.security.Caller;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.observation.ServerRequestObservationContext;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Writes down every change that an operator asks for: before it is made, so that none is made unseen (no database, no
 * change), and how it ended. The twin of what the platform does on the servlet stack.
 */
@Component
final class WriteDownChanges implements WebFilter, Ordered {
    private static final Logger log = LoggerFactory.getLogger(WriteDownChanges.class);
    private static final Set<HttpMethod> CHANGES =
            Set.of(HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH, HttpMethod.DELETE);

    private final AuditLog audit;
    private final RequestMappingHandlerMapping handlers;

    WriteDownChanges(AuditLog audit, RequestMappingHandlerMapping requestMappingHandlerMapping) {
        this.audit = audit;
        this.handlers = requestMappingHandlerMapping;
    }

    /** Behind Spring Security's filter (-100) and the shares of callers. */
    @Override
    public int getOrder() {
        return -98;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        Caller caller = ReactiveCaller.of(exchange);
        return caller != null
                        && caller.kind() == Caller.Kind.OPERATOR
                        && CHANGES.contains(exchange.getRequest().getMethod())
                ? writtenDown(caller, exchange, chain)
                : chain.filter(exchange);
    }

    /** What nothing answers changes nothing. */
    private Mono<Void> writtenDown(Caller operator, ServerWebExchange exchange, WebFilterChain chain) {
        return handlers.getHandler(exchange)
                .map(_ -> entry(operator, exchange))
                .flatMap(asked -> Mono.fromRunnable(() -> audit.add(asked))
                        .subscribeOn(Schedulers.boundedElastic())
                        .then(Mono.fromRunnable(
                                () -> exchange.getResponse().beforeCommit(() -> ended(asked, exchange)))))
                .then(Mono.defer(() -> chain.filter(exchange)));
    }

    private Mono<Void> ended(Entry asked, ServerWebExchange exchange) {
        HttpStatusCode status = exchange.getResponse().getStatusCode();
        String outcome = status == null ? "200" : Integer.toString(status.value());
        Entry ended = new Entry(asked.actor(), asked.kind(), asked.action(), asked.target(), outcome, asked.trace());
        return Mono.<Void>fromRunnable(() -> audit.add(ended))
                .subscribeOn(Schedulers.boundedElastic())
                .onErrorResume(lost -> {
                    log.warn("How {} ended is not written down; that it was asked for is", asked.action(), lost);
                    return Mono.empty();
                });
    }

    private static Entry entry(Caller operator, ServerWebExchange exchange) {
        ServerHttpRequest request = exchange.getRequest();
        Object pattern = exchange.getAttributeOrDefault(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE, "");
        String trace = TraceId.of(ServerRequestObservationContext.findCurrent(exchange.getAttributes()));
        return new Entry(
                operator.keyspace(),
                operator.kind().name().toLowerCase(Locale.ROOT),
                request.getMethod() + " " + pattern,
                request.getPath().value(),
                "asked",
                Objects.requireNonNullElse(trace, ""));
    }
}
