package dev.concierge.platform.security.web;

import dev.concierge.platform.security.Caller;
import dev.concierge.platform.security.token.TokenMissing;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Hands the caller to controllers of the servlet stack; nullable where no token is needed. */
final class CallerArguments implements HandlerMethodArgumentResolver {
    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Caller.class;
    }

    @Override
    public @Nullable Object resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        Caller caller =
                CallerAuthentication.caller(SecurityContextHolder.getContext().getAuthentication());
        if (caller == null && !parameter.isOptional()) {
            throw new TokenMissing();
        }
        return caller;
    }
}
