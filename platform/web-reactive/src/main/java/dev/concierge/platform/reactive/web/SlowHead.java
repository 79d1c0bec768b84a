package dev.concierge.platform.reactive.web;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import reactor.netty.NettyPipeline;

/**
 * Ends a connection whose next request has begun and whose head is not there in time. An idle time-out does not: one byte
 * now and then keeps such a connection open for hours.
 */
final class SlowHead {
    /** Before and behind the codec; whoever takes the codec out takes these out, too. */
    static final String BYTES = "concierge.headBytes";

    static final String HEADS = "concierge.heads";

    private final Duration longest;
    private boolean isInBody;
    private long heads;
    private @Nullable Future<?> end;

    SlowHead(Duration longest) {
        this.longest = longest;
    }

    void addTo(ChannelPipeline pipeline) {
        pipeline.addBefore(NettyPipeline.HttpCodec, BYTES, new Bytes());
        pipeline.addAfter(NettyPipeline.HttpCodec, HEADS, new Heads());
    }

    private final class Bytes extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            boolean begins = end == null && !isInBody && context.pipeline().get(NettyPipeline.HttpCodec) != null;
            long before = heads;
            context.fireChannelRead(message);
            // nearly every head is there whole, and needs no timer
            if (begins && heads == before && context.channel().isActive()) {
                end = context.executor()
                        .schedule(() -> closeUnlessUpgraded(context), longest.toMillis(), TimeUnit.MILLISECONDS);
            }
        }

        private void closeUnlessUpgraded(ChannelHandlerContext context) {
            if (context.pipeline().get(NettyPipeline.HttpCodec) != null) {
                context.close();
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            arrived();
            context.fireChannelInactive();
        }
    }

    private final class Heads extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (message instanceof HttpRequest) {
                arrived();
                heads++;
                isInBody = true;
            }
            if (message instanceof LastHttpContent) {
                isInBody = false;
            }
            context.fireChannelRead(message);
        }
    }

    private void arrived() {
        if (end != null) {
            end.cancel(false);
            end = null;
        }
    }
}
