package dev.concierge.platform.web;

import dev.concierge.platform.problem.BodyTooLarge;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.core.Ordered;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Refuses bodies over the limit: at once where the length is announced, else while they stream. */
final class ReactiveBodyLimit implements WebFilter, Ordered {
    private final BodyLimits limits;

    ReactiveBodyLimit(BodyLimits limits) {
        this.limits = limits;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        long limit = limits.of(exchange.getRequest().getPath().pathWithinApplication());
        long announced = exchange.getRequest().getHeaders().getContentLength();
        if (announced > limit) {
            return Mono.error(new BodyTooLarge(limit));
        }
        if (announced >= 0) {
            return chain.filter(exchange);
        }
        return chain.filter(exchange.mutate()
                .request(new Counted(exchange.getRequest(), limit))
                .build());
    }

    private static final class Counted extends ServerHttpRequestDecorator {
        private final long limit;

        Counted(ServerHttpRequest request, long limit) {
            super(request);
            this.limit = limit;
        }

        @Override
        public Flux<DataBuffer> getBody() {
            return Flux.defer(() -> {
                AtomicLong read = new AtomicLong();
                return super.getBody().<DataBuffer>handle((buffer, sink) -> {
                    if (read.addAndGet(buffer.readableByteCount()) > limit) {
                        DataBufferUtils.release(buffer);
                        sink.error(new BodyTooLarge(limit));
                    } else {
                        sink.next(buffer);
                    }
                });
            });
        }
    }

    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE + 4;
    }
}
