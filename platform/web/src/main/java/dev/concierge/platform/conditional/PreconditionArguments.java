package dev.concierge.platform.conditional;

import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Reads preconditions from requests. */
final class PreconditionArguments implements HandlerMethodArgumentResolver {
    private final EntityTags tags;

    PreconditionArguments(EntityTags tags) {
        this.tags = tags;
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Precondition.class;
    }

    @Override
    public Object resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        return new Precondition(
                tags, header(request, HttpHeaders.IF_MATCH), header(request, HttpHeaders.IF_NONE_MATCH));
    }

    /** A list may come in several lines (RFC 9110, 5.2). */
    private static @Nullable String header(NativeWebRequest request, String name) {
        String[] lines = request.getHeaderValues(name);
        return lines == null || lines.length == 0 ? null : String.join(", ", lines);
    }
}
