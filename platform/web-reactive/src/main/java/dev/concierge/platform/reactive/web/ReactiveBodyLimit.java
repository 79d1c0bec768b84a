package dev.concierge.platform.reactive.web;

import dev.concierge.platform.problem.BodyTooLarge;
import dev.concierge.platform.web.ContentCodings;
import dev.concierge.platform.web.OverCapacity;
import dev.concierge.platform.web.Permits;
import dev.concierge.platform.web.TooManyAtOnce;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.PathContainer;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Refuses bodies in a coding that is not taken, and those over the limit: at once where the length is announced, else
 * while they stream.
 */
final class ReactiveBodyLimit implements WebFilter, Ordered {
    private final BodyLimits limits;
    private final @Nullable ContentCodings codings;

    /** @param codings null where bodies are only sent on, in whatever coding they come */
    ReactiveBodyLimit(BodyLimits limits, @Nullable ContentCodings codings) {
        this.limits = limits;
        this.codings = codings;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        HttpHeaders headers = exchange.getRequest().getHeaders();
        PathContainer path = exchange.getRequest().getPath().pathWithinApplication();
        long length = headers.getContentLength();
        if (length <= 0 && !headers.containsHeader(HttpHeaders.TRANSFER_ENCODING)) {
            return chain.filter(exchange);
        }
        long limit = limits.of(path);
        if (length > limit) {
            return Mono.error(new BodyTooLarge(limit));
        }
        if (codings != null) {
            codings.of(String.join(", ", headers.getOrEmpty(HttpHeaders.CONTENT_ENCODING)), path);
        }
        return chain.filter(exchange.mutate()
                .request(new Counted(exchange.getRequest(), limit, ReactiveLoadShedding.permitOf(exchange)))
                .build());
    }

    private static final class Counted extends ServerHttpRequestDecorator {
        private final long limit;
        private final Permits.@Nullable Permit permit;

        Counted(ServerHttpRequest request, long limit, Permits.@Nullable Permit permit) {
            super(request);
            this.limit = limit;
            this.permit = permit;
        }

        @Override
        public Flux<DataBuffer> getBody() {
            return Flux.defer(() -> {
                AtomicLong read = new AtomicLong();
                return super.getBody().<DataBuffer>handle((buffer, sink) -> {
                    try {
                        hold(buffer.readableByteCount(), read);
                        sink.next(buffer);
                    } catch (BodyTooLarge | OverCapacity | TooManyAtOnce refused) {
                        DataBufferUtils.release(buffer);
                        sink.error(refused);
                    }
                });
            });
        }

        private void hold(int bytes, AtomicLong read) throws BodyTooLarge {
            if (read.addAndGet(bytes) > limit) {
                throw new BodyTooLarge(limit);
            }
            if (permit != null) {
                permit.hold(bytes);
            }
        }
    }

    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE + 4;
    }
}
