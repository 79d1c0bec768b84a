package dev.concierge.platform.reactive.conditional;

import dev.concierge.platform.conditional.EntityTags;
import dev.concierge.platform.paging.Page;
import java.util.List;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.reactive.HandlerResult;
import org.springframework.web.reactive.HandlerResultHandler;
import org.springframework.web.reactive.result.method.annotation.ResponseBodyResultHandler;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Tags every single thing that is shown, and answers 304 to who knows it already, as on the servlet stack. */
final class TaggedResults implements HandlerResultHandler, Ordered {
    private final EntityTags tags;
    private final ResponseBodyResultHandler bodies;

    TaggedResults(EntityTags tags, ResponseBodyResultHandler bodies) {
        this.tags = tags;
        this.bodies = bodies;
    }

    @Override
    public boolean supports(HandlerResult result) {
        return result.getReturnValue() instanceof Record thing
                && !(thing instanceof Page<?>)
                && bodies.supports(result);
    }

    @Override
    public Mono<Void> handleResult(ServerWebExchange exchange, HandlerResult result) {
        ServerHttpResponse response = exchange.getResponse();
        HttpStatusCode status = response.getStatusCode();
        HttpMethod method = exchange.getRequest().getMethod();
        boolean isRead = method == HttpMethod.GET || method == HttpMethod.HEAD;
        if (isRead && (status == null || status.value() == 200) && result.getReturnValue() instanceof Record thing) {
            String tag = tags.of(thing);
            response.getHeaders().setETag(tag);
            List<String> known = exchange.getRequest().getHeaders().getOrEmpty(HttpHeaders.IF_NONE_MATCH);
            if (!known.isEmpty() && EntityTags.isKnown(String.join(", ", known), tag)) {
                response.setStatusCode(HttpStatus.NOT_MODIFIED);
                return response.setComplete();
            }
        }
        return bodies.handleResult(exchange, result);
    }

    @Override
    public int getOrder() {
        return bodies.getOrder() - 1;
    }
}
