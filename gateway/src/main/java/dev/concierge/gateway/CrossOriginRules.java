package dev.concierge.gateway;

import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.cors.reactive.DefaultCorsProcessor;

/** Refuses with a problem; Spring's own refusal has no body. */
final class CrossOriginRules extends DefaultCorsProcessor {
    @Override
    protected void rejectRequest(ServerHttpResponse response) {
        throw new CrossOriginRefused();
    }
}
