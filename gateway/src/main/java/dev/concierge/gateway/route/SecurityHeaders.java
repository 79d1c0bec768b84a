package dev.concierge.gateway.route;

import java.util.Map;
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
public class SecurityHeaders implements WebFilter, Ordered {
    private static final String REFERRER_POLICY = "Referrer-Policy";
    private static final String CONTENT_SECURITY_POLICY = "Content-Security-Policy";

    /** Of whatever is no page. */
    public static final Map<String, String> OF_DATA = Map.of(
            // without any referrer browsers send forms with "Origin: null", which is another origin's to us
            REFERRER_POLICY, "same-origin", CONTENT_SECURITY_POLICY, "default-src 'none'; frame-ancestors 'none'");

    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE + 1;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        exchange.getResponse().beforeCommit(() -> {
            HttpHeaders headers = exchange.getResponse().getHeaders();
            OF_DATA.forEach((name, value) -> {
                // a page knows itself what it loads
                if (!name.equals(CONTENT_SECURITY_POLICY) || !isPage(headers)) {
                    setMissing(headers, name, value);
                }
            });
            return Mono.empty();
        });
        return chain.filter(exchange);
    }

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
