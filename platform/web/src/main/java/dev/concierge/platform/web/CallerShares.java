package dev.concierge.platform.web;

import dev.concierge.platform.security.Caller;
import dev.concierge.platform.security.web.CallerAuthentication;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/** Holds each caller to its share of the service's permits, as soon as it is known who calls. */
final class CallerShares extends OncePerRequestFilter {
    private static final String BODY = BodyShares.Body.class.getName();

    private final CallerLimit limit;

    CallerShares(CallerLimit limit) {
        this.limit = limit;
    }

    /** What is held of the request's body; null for a probe, and before it is known who calls. */
    static BodyShares.@Nullable Body bodyOf(HttpServletRequest request) {
        return (BodyShares.Body) request.getAttribute(BODY);
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return Probes.PATHS.contains(request.getRequestURI());
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Caller caller =
                CallerAuthentication.caller(SecurityContextHolder.getContext().getAuthentication());
        try (Shares.Share _ = limit.take(caller, request.getRemoteAddr());
                BodyShares.Body body = limit.body(caller, request.getRemoteAddr())) {
            request.setAttribute(BODY, body);
            chain.doFilter(request, response);
        }
    }
}
