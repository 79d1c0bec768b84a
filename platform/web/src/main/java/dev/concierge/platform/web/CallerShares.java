package dev.concierge.platform.web;

import dev.concierge.platform.observability.Probes;
import dev.concierge.platform.security.Caller;
import dev.concierge.platform.security.web.CallerAuthentication;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/** Holds each caller to its share of the service's permits, as soon as it is known who calls. */
final class CallerShares extends OncePerRequestFilter {
    private final CallerLimit limit;

    CallerShares(CallerLimit limit) {
        this.limit = limit;
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
        Shares.Share ofAddress = AddressShares.heldBy(request);
        if (ofAddress != null && caller == null) {
            chain.doFilter(request, response);
            return;
        }
        if (ofAddress != null) {
            ofAddress.close();
        }
        ClientAddress address = new ClientAddress(request.getRemoteAddr());
        try (Shares.Share _ = limit.take(caller, address)) {
            Permits.Permit permit = LoadShedding.permitOf(request);
            if (permit != null) {
                permit.countFor(limit.body(caller, address));
            }
            chain.doFilter(request, response);
        }
    }
}
