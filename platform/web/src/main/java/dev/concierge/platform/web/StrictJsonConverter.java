package dev.concierge.platform.web;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Type;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import tools.jackson.core.JacksonException;

/** Reads bodies as UTF-8, whatever charset they name, and refuses them by all their faults. */
final class StrictJsonConverter extends JacksonJsonHttpMessageConverter {
    private final StrictJson json;

    StrictJsonConverter(StrictJson json) {
        super(json.mapper());
        this.json = json;
    }

    @Override
    protected Charset getCharset(@Nullable MediaType type) {
        return StandardCharsets.UTF_8;
    }

    @Override
    public Object read(ResolvableType type, HttpInputMessage message, @Nullable Map<String, Object> hints)
            throws IOException {
        Whole whole = new Whole(message);
        try {
            return super.read(type, whole, hints);
        } catch (HttpMessageNotReadableException refused) {
            throw allFaults(refused, whole, type.getType());
        }
    }

    @Override
    protected Object readInternal(Class<?> type, HttpInputMessage message) throws IOException {
        Whole whole = new Whole(message);
        try {
            return super.readInternal(type, whole);
        } catch (HttpMessageNotReadableException refused) {
            throw allFaults(refused, whole, type);
        }
    }

    private RuntimeException allFaults(HttpMessageNotReadableException refused, Whole whole, Type type) {
        return refused.getCause() instanceof JacksonException first ? json.refusal(whole.body, type, first) : refused;
    }

    /** Bounded, as every body is, and kept until it is read without fault. */
    private static final class Whole implements HttpInputMessage {
        private final HttpInputMessage message;
        private byte[] body = {};

        Whole(HttpInputMessage message) {
            this.message = message;
        }

        @Override
        public InputStream getBody() throws IOException {
            body = new Utf8(message.getBody()).readAllBytes();
            return new ByteArrayInputStream(body);
        }

        @Override
        public HttpHeaders getHeaders() {
            return message.getHeaders();
        }
    }
}
