package dev.concierge.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.servlet.HandlerInterceptor;

/** Refuses a body of any type at all ({@code Content-Type: *}{@code /*}): Spring fails on it as if the fault were ours. */
final class NamedTypes implements HandlerInterceptor {
    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws HttpMediaTypeNotSupportedException {
        String type = request.getContentType();
        int end = type == null ? -1 : type.indexOf(';');
        if (type != null && (end < 0 ? type : type.substring(0, end)).indexOf('*') >= 0) {
            throw new HttpMediaTypeNotSupportedException("Content-Type " + type + " (expected: one type)");
        }
        return true;
    }
}
