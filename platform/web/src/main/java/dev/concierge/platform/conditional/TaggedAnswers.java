package dev.concierge.platform.conditional;

import dev.concierge.platform.paging.Page;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;

/** Tags every single thing that is shown without a tag of its own, and answers 304 to who knows it already. */
@ControllerAdvice
final class TaggedAnswers implements ResponseBodyAdvice<Object> {
    private final EntityTags tags;

    TaggedAnswers(EntityTags tags) {
        this.tags = tags;
    }

    @Override
    public boolean supports(MethodParameter method, Class<? extends HttpMessageConverter<?>> converter) {
        return JacksonJsonHttpMessageConverter.class.isAssignableFrom(converter);
    }

    @Override
    public @Nullable Object beforeBodyWrite(
            @Nullable Object body,
            MethodParameter method,
            MediaType type,
            Class<? extends HttpMessageConverter<?>> converter,
            ServerHttpRequest request,
            ServerHttpResponse response) {
        int status = ((ServletServerHttpResponse) response).getServletResponse().getStatus();
        HttpHeaders headers = response.getHeaders();
        if (headers.getETag() == null
                && body instanceof Record thing
                && !(thing instanceof Page<?>)
                && (status == 200 || status == 201)) {
            headers.setETag(tags.of(thing)); // lists change with every thing in them and are read by cursor
        }
        boolean isRead = request.getMethod() == HttpMethod.GET || request.getMethod() == HttpMethod.HEAD;
        if (status == 200 && isRead && isKnown(request.getHeaders(), headers.getETag())) {
            response.setStatusCode(HttpStatus.NOT_MODIFIED);
            return null;
        }
        return body;
    }

    private static boolean isKnown(HttpHeaders request, @Nullable String tag) {
        List<String> lines = request.getOrEmpty(HttpHeaders.IF_NONE_MATCH);
        return !lines.isEmpty() && EntityTags.isKnown(String.join(", ", lines), tag);
    }
}
