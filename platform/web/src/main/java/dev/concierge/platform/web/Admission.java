package dev.concierge.platform.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.OncePerRequestFilter;

/** Answers 503 at once while there is no place for a request; probes always pass. */
final class Admission extends OncePerRequestFilter {
    private static final String PLACE = Places.Place.class.getName();

    private final Places places;

    Admission(Places places) {
        this.places = places;
    }

    /** What the request holds; null for a probe. */
    static Places.@Nullable Place placeOf(HttpServletRequest request) {
        return (Places.Place) request.getAttribute(PLACE);
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return Probes.PATHS.contains(request.getRequestURI());
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Places.Place place = places.take().orElseThrow(OverCapacity::new);
        request.setAttribute(PLACE, place);
        try {
            chain.doFilter(request, response);
        } finally {
            place.leave();
        }
    }
}
