package dev.concierge.platform.web;

import dev.concierge.platform.observability.Probes;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.OncePerRequestFilter;

/** Answers 503 at once while there is no permit for a request; probes always pass. */
final class LoadShedding extends OncePerRequestFilter {
    private static final String PERMIT = Permits.Permit.class.getName();

    private final Permits permits;

    LoadShedding(Permits permits) {
        this.permits = permits;
    }

    /** What the request holds; null for a probe. */
    static Permits.@Nullable Permit permitOf(HttpServletRequest request) {
        return (Permits.Permit) request.getAttribute(PERMIT);
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return Probes.PATHS.contains(request.getRequestURI());
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Permits.Permit permit = permits.take().orElseThrow(OverCapacity::new);
        request.setAttribute(PERMIT, permit);
        try {
            chain.doFilter(request, response);
        } finally {
            permit.leave();
        }
    }
}
