package dev.concierge.platform.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Names the character of a query that should have been encoded (RFC 3986, 3.4). Tomcat would end such a request before
 * any trace has begun, with nothing but its status.
 */
final class QueryCharacters extends OncePerRequestFilter {
    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String query = request.getQueryString();
        if (query != null) {
            StrayCharacters.check(query);
        }
        chain.doFilter(request, response);
    }
}
