package dev.concierge.platform.problem;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.http.MediaType;
import org.springframework.web.filter.ServerHttpObservationFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.util.DisconnectedClientHelper;
import tools.jackson.databind.json.JsonMapper;

/** Writes problems on the servlet stack, whoever failed: a controller, a filter or the container. */
public final class ServletProblems implements HandlerExceptionResolver, Ordered {
    private static final Logger log = LoggerFactory.getLogger(ServletProblems.class);
    private static final String ANSWERED = Problem.class.getName();

    private final Problems problems;
    private final JsonMapper mapper;

    ServletProblems(Problems problems, JsonMapper mapper) {
        this.problems = problems;
        this.mapper = mapper;
    }

    @Override
    public @Nullable ModelAndView resolveException(
            HttpServletRequest request, HttpServletResponse response, @Nullable Object handler, Exception failure) {
        if (response.isCommitted()) {
            // the container ends the answers of those who have gone, and would write a page of log about each
            return DisconnectedClientHelper.isClientDisconnectedException(failure) ? new ModelAndView() : null;
        }
        try {
            write(request, response, failure);
        } catch (IOException gone) {
            log.debug("{} {}: the caller is gone", request.getMethod(), request.getRequestURI(), gone);
        }
        return new ModelAndView();
    }

    /** With what a request was refused; null while it was not. For filters around those that refuse. */
    public static @Nullable Problem answerTo(HttpServletRequest request) {
        return request.getAttribute(ANSWERED) instanceof Problem problem ? problem : null;
    }

    public void write(HttpServletRequest request, HttpServletResponse response, Throwable failure) throws IOException {
        ProblemAnswer answer = problems.answer(failure);
        request.setAttribute(ANSWERED, answer.problem());
        String trace = TraceId.of(ServerHttpObservationFilter.findObservationContext(request));
        if (answer.isServerError() && !DisconnectedClientHelper.isClientDisconnectedException(failure)) {
            ServerHttpObservationFilter.findObservationContext(request).ifPresent(context -> context.setError(failure));
            log.error("{} {} failed, trace {}", request.getMethod(), request.getRequestURI(), trace, failure);
        }
        write(response, answer, trace);
    }

    void write(HttpServletResponse response, ProblemAnswer answer, @Nullable String trace) throws IOException {
        byte[] body = mapper.writeValueAsBytes(answer.problem().in(trace));
        response.resetBuffer();
        response.setStatus(answer.problem().status());
        answer.headers().forEach((name, values) -> values.forEach(value -> response.setHeader(name, value)));
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    /** Before Spring's own resolvers. */
    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE;
    }
}
