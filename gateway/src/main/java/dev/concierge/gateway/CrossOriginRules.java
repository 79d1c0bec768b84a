package dev.concierge.gateway;

import dev.concierge.platform.problem.Fact;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.cors.reactive.DefaultCorsProcessor;

/** Refuses with a problem; Spring's own refusal has no body. */
final class CrossOriginRules extends DefaultCorsProcessor {
    @Override
    protected void rejectRequest(ServerHttpResponse response) {
        throw new CrossOriginRefused();
    }

    /** A page of another origin than those allowed calls, or calls in a way that none may. */
    private static final class CrossOriginRefused extends Fact {
        CrossOriginRefused() {
            super(Kind.FORBIDDEN, "cross-origin-refused", "Pages of this origin may not send such requests.");
        }
    }
}
