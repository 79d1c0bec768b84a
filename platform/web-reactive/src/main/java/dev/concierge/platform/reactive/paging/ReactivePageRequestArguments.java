package dev.concierge.platform.reactive.paging;

import dev.concierge.platform.paging.PageRequest;
import org.springframework.core.MethodParameter;
import org.springframework.util.MultiValueMap;
import org.springframework.web.reactive.BindingContext;
import org.springframework.web.reactive.result.method.SyncHandlerMethodArgumentResolver;
import org.springframework.web.server.ServerWebExchange;

/** Reads page requests on the reactive stack. */
final class ReactivePageRequestArguments implements SyncHandlerMethodArgumentResolver {
    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == PageRequest.class;
    }

    @Override
    public Object resolveArgumentValue(MethodParameter parameter, BindingContext context, ServerWebExchange exchange) {
        MultiValueMap<String, String> query = exchange.getRequest().getQueryParams();
        return PageRequest.of(
                query.getFirst("cursor"),
                query.getFirst("limit"),
                exchange.getRequest().getURI().getRawPath());
    }
}
