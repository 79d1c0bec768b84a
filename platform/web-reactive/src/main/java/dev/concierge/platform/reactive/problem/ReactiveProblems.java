package dev.concierge.platform.reactive.problem;

import dev.concierge.platform.problem.ProblemAnswer;
import dev.concierge.platform.problem.Problems;
import dev.concierge.platform.problem.TraceId;
import io.micrometer.observation.Observation;
import io.micrometer.observation.contextpropagation.ObservationThreadLocalAccessor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.webflux.error.ErrorWebExceptionHandler;
import org.springframework.core.Ordered;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.observation.ServerRequestObservationContext;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.util.DisconnectedClientHelper;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Writes problems on the reactive stack, whoever failed: a handler, a filter or a route. */
public final class ReactiveProblems implements ErrorWebExceptionHandler, Ordered {
    private static final Logger log = LoggerFactory.getLogger(ReactiveProblems.class);

    private final Problems problems;
    private final JsonMapper mapper;

    ReactiveProblems(Problems problems, JsonMapper mapper) {
        this.problems = problems;
        this.mapper = mapper;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable failure) {
        if (exchange.getResponse().isCommitted()) {
            return Mono.error(failure);
        }
        ProblemAnswer answer = problems.answer(failure);
        var context = ServerRequestObservationContext.findCurrent(exchange.getAttributes());
        String trace = TraceId.of(context);
        if (!answer.isServerError() || DisconnectedClientHelper.isClientDisconnectedException(failure)) {
            return write(exchange.getResponse(), answer, trace);
        }
        ServerHttpRequest request = exchange.getRequest();
        context.ifPresent(observed -> observed.setError(failure));
        return Mono.deferContextual(view -> {
            view.<Observation>getOrEmpty(ObservationThreadLocalAccessor.KEY)
                    .orElse(Observation.NOOP)
                    .scoped(() -> log.error(
                            "{} {} failed, trace {}", request.getMethod(), request.getPath(), trace, failure));
            return write(exchange.getResponse(), answer, trace);
        });
    }

    private Mono<Void> write(ServerHttpResponse response, ProblemAnswer answer, @Nullable String trace) {
        byte[] body = mapper.writeValueAsBytes(answer.problem().in(trace));
        response.setStatusCode(HttpStatusCode.valueOf(answer.problem().status()));
        answer.headers().forEach(response.getHeaders()::put);
        response.getHeaders().setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        response.getHeaders().setContentLength(body.length);
        DataBuffer buffer = response.bufferFactory().wrap(body);
        return response.writeWith(Mono.just(buffer));
    }

    /** Before Spring's own handlers. */
    @Override
    public int getOrder() {
        return -2;
    }
}
