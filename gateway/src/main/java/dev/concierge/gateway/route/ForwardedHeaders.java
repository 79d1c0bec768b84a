package dev.concierge.gateway.route;

import java.net.InetSocketAddress;
import java.net.URI;
import org.springframework.cloud.gateway.filter.headers.HttpHeadersFilter;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;

/** Tells services who called the gateway and how; nothing of that kind is left of what the client sent. */
@Component
class ForwardedHeaders implements HttpHeadersFilter, Ordered {
    /** Last, because Spring Cloud Gateway removes such headers where it trusts no proxy itself. */
    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }

    @Override
    public HttpHeaders filter(HttpHeaders input, ServerWebExchange exchange) {
        URI uri = exchange.getRequest().getURI();
        InetSocketAddress client = exchange.getRequest().getRemoteAddress();
        HttpHeaders headers = HttpHeaders.copyOf(input);
        if (client != null) {
            headers.set("X-Forwarded-For", client.getHostString());
        }
        headers.set("X-Forwarded-Proto", uri.getScheme());
        headers.set("X-Forwarded-Host", uri.getAuthority());
        headers.set("X-Forwarded-Port", Integer.toString(uri.getPort() > 0 ? uri.getPort() : defaultPort(uri)));
        return headers;
    }

    private static int defaultPort(URI uri) {
        return "https".equals(uri.getScheme()) ? 443 : 80;
    }
}
