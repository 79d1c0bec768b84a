package dev.concierge.platform.reactive.web;

import dev.concierge.platform.web.StrictJson;
import dev.concierge.platform.web.Utf8;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.springframework.core.ResolvableType;
import org.springframework.core.codec.DecodingException;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.codec.json.JacksonJsonDecoder;
import org.springframework.util.MimeType;
import reactor.core.publisher.Flux;
import tools.jackson.core.JacksonException;

/** Reads bodies as UTF-8, whatever charset they name, and refuses them by all their faults. */
final class StrictJsonDecoder extends JacksonJsonDecoder {
    private final StrictJson json;

    StrictJsonDecoder(StrictJson json) {
        super(json.mapper());
        this.json = json;
    }

    @Override
    public Object decode(
            DataBuffer body, ResolvableType type, @Nullable MimeType mimeType, @Nullable Map<String, Object> hints) {
        ByteBuffer bytes = ByteBuffer.allocate(body.readableByteCount());
        body.toByteBuffer(bytes);
        try {
            Utf8.check(bytes);
        } catch (CharacterCodingException notUtf8) {
            DataBufferUtils.release(body);
            throw new DecodingException("not UTF-8", notUtf8);
        }
        try {
            return super.decode(body, type, mimeType, hints);
        } catch (DecodingException refused) {
            throw refused.getCause() instanceof JacksonException first
                    ? json.refusal(bytes.array(), type.getType(), first)
                    : refused;
        }
    }

    @Override
    protected Flux<DataBuffer> processInput(
            Publisher<DataBuffer> input,
            ResolvableType type,
            @Nullable MimeType mimeType,
            @Nullable Map<String, Object> hints) {
        return Flux.from(input);
    }
}
