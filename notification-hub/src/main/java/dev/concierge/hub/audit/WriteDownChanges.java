package dev.concierge.hub.audit;

import dev.concierge.platform.audit.AuditLog;
import dev.concierge.platform.audit.AuditLog.Entry;
import dev.concierge.platform.audit.Audited;
import dev.concierge.platform.problem.TraceId;
import dev.concierge.platform.reactive.security.ReactiveCaller;
import dev.concierge.platform.security.Caller;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.reactive.result.method.RequestMappingInfo;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Writes down every change that an operator asks for, and every {@link Audited} one: before it is made, so that none is made
 * unseen (no database, no change), and how it ended. The twin of what the platform does on the servlet stack.
 */
@Component
final class WriteDownChanges implements WebFilter, Ordered {
    private static final Logger log = LoggerFactory.getLogger(WriteDownChanges.class);
    private static final Set<HttpMethod> CHANGES =
            Set.of(HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH, HttpMethod.DELETE);

    private final AuditLog audit;
    private final RequestMappingHandlerMapping handlers;

    /** Asked of each request of clients and services, most of which are traffic: looking up what handles them would cost more. */
    private final List<RequestMappingInfo> audited;

    WriteDownChanges(AuditLog audit, RequestMappingHandlerMapping requestMappingHandlerMapping) {
        this.audit = audit;
        this.handlers = requestMappingHandlerMapping;
        this.audited = requestMappingHandlerMapping.getHandlerMethods().entrySet().stream()
                .filter(handler -> isAudited(handler.getValue()))
                .map(Map.Entry::getKey)
                .toList();
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
                        && CHANGES.contains(exchange.getRequest().getMethod())
                        && (caller.kind() == Caller.Kind.OPERATOR || isAudited(exchange))
                ? writtenDown(caller, exchange, chain)
                : chain.filter(exchange);
    }

    private boolean isAudited(ServerWebExchange exchange) {
        return audited.stream().anyMatch(mapping -> mapping.getMatchingCondition(exchange) != null);
    }

    private static boolean isAudited(HandlerMethod handler) {
        return handler.hasMethodAnnotation(Audited.class)
                || handler.getBeanType().isAnnotationPresent(Audited.class);
    }

    /** What nothing answers changes nothing. */
    private Mono<Void> writtenDown(Caller caller, ServerWebExchange exchange, WebFilterChain chain) {
        return handlers.getHandler(exchange)
                .map(_ -> entry(caller, exchange))
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

    private static Entry entry(Caller caller, ServerWebExchange exchange) {
        ServerHttpRequest request = exchange.getRequest();
        Object pattern = exchange.getAttributeOrDefault(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE, "");
        String trace = TraceId.of(ServerRequestObservationContext.findCurrent(exchange.getAttributes()));
        return new Entry(
                caller.keyspace(),
                caller.kind().name().toLowerCase(Locale.ROOT),
                request.getMethod() + " " + pattern,
                request.getPath().value(),
                "asked",
                Objects.requireNonNullElse(trace, ""));
    }
}
