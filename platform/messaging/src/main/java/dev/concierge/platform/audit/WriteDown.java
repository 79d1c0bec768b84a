package dev.concierge.platform.audit;

import dev.concierge.platform.audit.AuditLog.Entry;
import dev.concierge.platform.security.Caller;
import dev.concierge.platform.security.web.CallerAuthentication;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Writes down every change that an operator asks for, and every {@link Audited} one: before it is made, so that none is made
 * unseen (no database, no change), and how it ended.
 */
final class WriteDown implements HandlerInterceptor {
    private static final Set<String> CHANGES = Set.of("POST", "PUT", "PATCH", "DELETE");
    private static final String ENTRY = WriteDown.class.getName();

    private final AuditLog log;

    WriteDown(AuditLog log) {
        this.log = log;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        Caller caller =
                CallerAuthentication.caller(SecurityContextHolder.getContext().getAuthentication());
        if (caller != null && CHANGES.contains(request.getMethod()) && isAudited(caller, handler)) {
            String pattern = Objects.requireNonNullElse(
                            request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE), "")
                    .toString();
            Entry entry = new Entry(
                    caller.keyspace(),
                    caller.kind().name().toLowerCase(Locale.ROOT),
                    request.getMethod() + " " + pattern,
                    request.getRequestURI(),
                    "asked",
                    Objects.requireNonNullElse(MDC.get("traceId"), ""));
            log.add(entry);
            request.setAttribute(ENTRY, entry);
        }
        return true;
    }

    @Override
    public void afterCompletion(
            HttpServletRequest request, HttpServletResponse response, Object handler, @Nullable Exception failure) {
        if (request.getAttribute(ENTRY) instanceof Entry asked) {
            request.removeAttribute(ENTRY);
            log.add(new Entry(
                    asked.actor(),
                    asked.kind(),
                    asked.action(),
                    asked.target(),
                    Integer.toString(response.getStatus()),
                    asked.trace()));
        }
    }

    private static boolean isAudited(Caller caller, Object handler) {
        return caller.kind() == Caller.Kind.OPERATOR
                || (handler instanceof HandlerMethod method
                        && (method.hasMethodAnnotation(Audited.class)
                                || method.getBeanType().isAnnotationPresent(Audited.class)));
    }
}
