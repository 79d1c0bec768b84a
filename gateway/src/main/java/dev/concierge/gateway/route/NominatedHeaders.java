package dev.concierge.gateway.route;

import org.springframework.cloud.gateway.filter.headers.HttpHeadersFilter;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;

/**
 * Drops the headers that {@code Connection} names as meant for one hop (RFC 9110, 7.6.1); Spring Cloud Gateway drops
 * only the well-known ones.
 */
@Component
class NominatedHeaders implements HttpHeadersFilter, Ordered {
    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE + 1;
    }

    @Override
    public boolean supports(Type type) {
        return true;
    }

    @Override
    public HttpHeaders filter(HttpHeaders input, ServerWebExchange exchange) {
        HttpHeaders headers = HttpHeaders.copyOf(input);
        input.getConnection().forEach(headers::remove);
        return headers;
    }
}
