package dev.concierge.platform.problem;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import tools.jackson.core.JacksonException;

/** Where in a request something is: JSON Pointer, <code>?parameter</code>, <code>{variable}</code> or header name. */
final class Pointers {
    private Pointers() {}

    /** Of a path in Jackson's terms. */
    static String of(List<JacksonException.Reference> path) {
        StringBuilder pointer = new StringBuilder();
        for (JacksonException.Reference step : path) {
            String name = step.getPropertyName();
            pointer.append('/').append(name == null ? step.getIndex() : escaped(name));
        }
        return pointer.toString();
    }

    /** Of a path in bean terms, {@code events[3].userId}. */
    static String of(String beanPath) {
        if (beanPath.isEmpty()) {
            return "";
        }
        String steps = beanPath.replaceAll("\\.?<[^>]*>", "").replaceAll("\\[([^]]*)]", ".$1");
        StringBuilder pointer = new StringBuilder();
        for (String step : steps.split("\\.", -1)) {
            if (!step.isEmpty()) {
                pointer.append('/').append(escaped(step));
            }
        }
        return pointer.toString();
    }

    static String of(@Nullable MethodParameter parameter) {
        if (parameter == null) {
            return "";
        }
        PathVariable variable = parameter.getParameterAnnotation(PathVariable.class);
        if (variable != null) {
            return "{" + named(variable.name(), parameter) + "}";
        }
        RequestHeader header = parameter.getParameterAnnotation(RequestHeader.class);
        if (header != null) {
            return named(header.name(), parameter);
        }
        RequestParam query = parameter.getParameterAnnotation(RequestParam.class);
        return "?" + named(query == null ? "" : query.name(), parameter);
    }

    private static String named(String explicit, MethodParameter parameter) {
        return explicit.isEmpty() ? String.valueOf(parameter.getParameterName()) : explicit;
    }

    private static String escaped(String step) {
        return step.replace("~", "~0").replace("/", "~1");
    }
}
