package dev.concierge.gateway.route;

import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Adds what Spring Security's own headers leave out, unless the service said otherwise. */
@Component
class SecurityHeaders implements WebFilter, Ordered {
    private static final String CONTENT_SECURITY_POLICY = "Content-Security-Policy";

    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE + 1;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        exchange.getResponse().beforeCommit(() -> {
            HttpHeaders headers = exchange.getResponse().getHeaders();
            // without any referrer browsers send forms with "Origin: null", which is another origin's to us
            setMissing(headers, "Referrer-Policy", "same-origin");
            if (!isPage(headers)) {
                setMissing(headers, CONTENT_SECURITY_POLICY, "default-src 'none'; frame-ancestors 'none'");
            }
            return Mono.empty();
        });
        return chain.filter(exchange);
    }

    /** A page knows itself what it loads. */
    private static boolean isPage(HttpHeaders headers) {
        MediaType type = headers.getContentType();
        return type != null && type.isCompatibleWith(MediaType.TEXT_HTML);
    }

    private static void setMissing(HttpHeaders headers, String name, String value) {
        if (!headers.containsHeader(name)) {
            headers.set(name, value);
        }
    }
}
