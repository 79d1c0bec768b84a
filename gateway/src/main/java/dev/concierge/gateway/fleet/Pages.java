package dev.concierge.gateway.fleet;

import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.RequestPredicate;
import org.springframework.web.reactive.function.server.RequestPredicates;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** How the gateway serves a page of its own. */
final class Pages {
    private Pages() {}

    /** HEAD is GET without the body (RFC 9110, 9.3.2), which the server leaves out. */
    static RequestPredicate reads(String path) {
        return RequestPredicates.methods(HttpMethod.GET, HttpMethod.HEAD).and(RequestPredicates.path(path));
    }

    /** @param policy what the page may load and do */
    static Mono<ServerResponse> page(Resource page, String policy) {
        return ServerResponse.ok()
                .contentType(MediaType.TEXT_HTML)
                .cacheControl(CacheControl.noCache())
                .header("Content-Security-Policy", policy)
                .bodyValue(page);
    }
}
