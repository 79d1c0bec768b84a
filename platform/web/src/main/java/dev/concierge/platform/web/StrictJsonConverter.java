package dev.concierge.platform.web;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.MediaType;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import tools.jackson.databind.json.JsonMapper;

/** Reads bodies as UTF-8, whatever charset they name. */
final class StrictJsonConverter extends JacksonJsonHttpMessageConverter {
    StrictJsonConverter(JsonMapper strict) {
        super(strict);
    }

    @Override
    protected Charset getCharset(@Nullable MediaType type) {
        return StandardCharsets.UTF_8;
    }

    @Override
    public Object read(ResolvableType type, HttpInputMessage message, @Nullable Map<String, Object> hints)
            throws IOException {
        return super.read(type, new Checked(message), hints);
    }

    @Override
    protected Object readInternal(Class<?> type, HttpInputMessage message) throws IOException {
        return super.readInternal(type, new Checked(message));
    }

    private record Checked(HttpInputMessage message) implements HttpInputMessage {
        @Override
        public InputStream getBody() throws IOException {
            return new Utf8(message.getBody());
        }

        @Override
        public HttpHeaders getHeaders() {
            return message.getHeaders();
        }
    }
}
