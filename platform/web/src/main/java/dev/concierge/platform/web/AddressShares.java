package dev.concierge.platform.web;

import dev.concierge.platform.observability.Probes;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Holds requests without a bearer token to the share of their address before it is known who calls: who is known by what a
 * body says sends that body first, as slowly as they like.
 */
final class AddressShares extends OncePerRequestFilter {
    private static final String HELD = AddressShares.class.getName();
    private static final String BEARER = "Bearer ";

    private final CallerLimit limit;

    AddressShares(CallerLimit limit) {
        this.limit = limit;
    }

    /** What the request holds by its address until somebody else is found to answer for it; null when it holds nothing. */
    static Shares.@Nullable Share heldBy(HttpServletRequest request) {
        return (Shares.Share) request.getAttribute(HELD);
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        String credentials = request.getHeader(HttpHeaders.AUTHORIZATION);
        boolean hasBearer = credentials != null && credentials.regionMatches(true, 0, BEARER, 0, BEARER.length());
        return hasBearer || Probes.PATHS.contains(request.getRequestURI());
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        ClientAddress address = new ClientAddress(request.getRemoteAddr());
        try (Shares.Share held = limit.take(null, address)) {
            request.setAttribute(HELD, held);
            Permits.Permit permit = LoadShedding.permitOf(request);
            if (permit != null) {
                permit.countFor(limit.body(null, address));
            }
            chain.doFilter(request, response);
        }
    }
}
