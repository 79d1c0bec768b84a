package dev.concierge.platform.web;

import dev.concierge.platform.problem.InvalidInput;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.util.ClassUtils;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ValueConstants;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/** Refuses a number that is there and says nothing ({@code ?limit=}), which Spring takes for one that was left out. */
final class EmptyParameters implements HandlerInterceptor {
    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod method && request.getQueryString() != null) {
            for (MethodParameter parameter : method.getMethodParameters()) {
                String name = ofNumber(parameter);
                if (name != null && "".equals(request.getParameter(name))) {
                    throw new InvalidInput("?" + name, "", "a number, or no such parameter");
                }
            }
        }
        return true;
    }

    private static @Nullable String ofNumber(MethodParameter parameter) {
        RequestParam query = parameter.getParameterAnnotation(RequestParam.class);
        if (query == null
                || query.defaultValue().equals(ValueConstants.DEFAULT_NONE)
                || !Number.class.isAssignableFrom(
                        ClassUtils.resolvePrimitiveIfNecessary(parameter.getParameterType()))) {
            return null;
        }
        return query.name().isEmpty() ? parameter.getParameter().getName() : query.name();
    }
}
