package dev.concierge.platform.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/** Answers 503 at once while there is no place for a request; probes always pass. */
final class Admission extends OncePerRequestFilter {
    private final Places places;

    Admission(Places places) {
        this.places = places;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return Probes.PATHS.contains(request.getRequestURI());
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Runnable leave = places.take(announced(request)).orElseThrow(OverCapacity::new);
        try {
            chain.doFilter(request, response);
        } finally {
            leave.run();
        }
    }

    /** Without either header there is no body (RFC 9112, 6.3). */
    private static long announced(HttpServletRequest request) {
        return request.getHeader("Transfer-Encoding") == null ? Math.max(0, request.getContentLengthLong()) : -1;
    }
}
