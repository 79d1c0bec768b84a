package dev.concierge.user.token.server;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpMethod;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Answers HEAD on what the issuer publishes as GET without the body (RFC 9110, 9.3.2), which the container leaves out: Spring
 * Authorization Server knows GET alone there.
 */
final class HeadAsGet extends OncePerRequestFilter {
    private static final RequestMatcher PUBLISHED = new OrRequestMatcher(
            PathPatternRequestMatcher.pathPattern(HttpMethod.HEAD, "/oauth2/jwks"),
            PathPatternRequestMatcher.pathPattern(HttpMethod.HEAD, "/.well-known/**"));

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !PUBLISHED.matches(request);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        chain.doFilter(
                new HttpServletRequestWrapper(request) {
                    @Override
                    public String getMethod() {
                        return HttpMethod.GET.name();
                    }
                },
                response);
    }
}
