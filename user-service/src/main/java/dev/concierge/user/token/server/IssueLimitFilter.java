package dev.concierge.user.token.server;

import dev.concierge.user.token.IssueLimit;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.filter.OncePerRequestFilter;

/** Holds requests that hash or sign to the {@link IssueLimit}. */
final class IssueLimitFilter extends OncePerRequestFilter {
    private final IssueLimit limit;

    IssueLimitFilter(IssueLimit limit) {
        this.limit = limit;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !"POST".equals(request.getMethod());
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        // reads the body first: who sends it slowly must not hold a place meanwhile
        request.getParameterMap();
        if (!limit.tryEnter()) {
            response.setStatus(HttpStatus.SERVICE_UNAVAILABLE.value());
            response.setHeader(HttpHeaders.RETRY_AFTER, "1");
            response.setContentType(MediaType.APPLICATION_JSON_VALUE);
            response.getWriter().write("{\"error\":\"temporarily_unavailable\"}");
            return;
        }
        try {
            chain.doFilter(request, response);
        } finally {
            limit.leave();
        }
    }
}
