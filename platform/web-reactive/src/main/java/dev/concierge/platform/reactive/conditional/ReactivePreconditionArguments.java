package dev.concierge.platform.reactive.conditional;

import dev.concierge.platform.conditional.EntityTags;
import dev.concierge.platform.conditional.Precondition;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.web.reactive.BindingContext;
import org.springframework.web.reactive.result.method.SyncHandlerMethodArgumentResolver;
import org.springframework.web.server.ServerWebExchange;

/** Reads preconditions from requests on the reactive stack. */
final class ReactivePreconditionArguments implements SyncHandlerMethodArgumentResolver {
    private final EntityTags tags;

    ReactivePreconditionArguments(EntityTags tags) {
        this.tags = tags;
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Precondition.class;
    }

    @Override
    public Object resolveArgumentValue(MethodParameter parameter, BindingContext context, ServerWebExchange exchange) {
        HttpHeaders headers = exchange.getRequest().getHeaders();
        return new Precondition(
                tags, joined(headers, HttpHeaders.IF_MATCH), joined(headers, HttpHeaders.IF_NONE_MATCH));
    }

    /** A list may come in several lines (RFC 9110, 5.2). */
    private static @Nullable String joined(HttpHeaders headers, String name) {
        List<String> lines = headers.getOrEmpty(name);
        return lines.isEmpty() ? null : String.join(", ", lines);
    }
}
