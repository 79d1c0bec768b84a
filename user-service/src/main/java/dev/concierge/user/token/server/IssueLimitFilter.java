package dev.concierge.user.token.server;

import dev.concierge.platform.web.ClientAddress;
import dev.concierge.user.token.IssueLimit;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.filter.OncePerRequestFilter;

/** Holds requests that hash or sign to the {@link IssueLimit} of their kind, by address: who they are is not known yet. */
final class IssueLimitFilter extends OncePerRequestFilter {
    private final IssueLimit tokens;
    private final IssueLimit passwords;

    IssueLimitFilter(IssueLimit tokens, IssueLimit passwords) {
        this.tokens = tokens;
        this.passwords = passwords;
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
        IssueLimit limit = SignInPage.GIVEN.matches(request) ? passwords : tokens;
        Optional<IssueLimit.Turn> turn = limit.enter(new ClientAddress(request.getRemoteAddr()).share());
        if (turn.isEmpty()) {
            response.setStatus(HttpStatus.SERVICE_UNAVAILABLE.value());
            response.setHeader(HttpHeaders.RETRY_AFTER, "1");
            response.setContentType(MediaType.APPLICATION_JSON_VALUE);
            response.getWriter().write("{\"error\":\"temporarily_unavailable\"}");
            return;
        }
        try (IssueLimit.Turn _ = turn.get()) {
            chain.doFilter(request, response);
        }
    }
}
