package dev.concierge.platform.reactive.web;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/**
 * Ends a connection that goes on with a body whose request was answered long ago. Some of it is read and forgotten, so
 * that its sender sees the answer; Reactor Netty would read on for ever. Tomcat has {@code maxSwallowSize} for this, nginx
 * {@code lingering_close}.
 */
final class UnwantedBody extends ChannelDuplexHandler {
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final long most;
    private int unanswered;
    private boolean isWhole = true;
    private long forgotten;
    private @Nullable Future<?> end;

    /** @param most how much is read and forgotten */
    UnwantedBody(DataSize most) {
        this.most = most.toBytes();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof HttpRequest) {
            unanswered++;
            isWhole = false;
            forgotten = 0;
        }
        if (message instanceof HttpContent content) {
            forgotten += unanswered == 0 ? content.content().readableBytes() : 0;
            isWhole = message instanceof LastHttpContent;
            if (forgotten > most) {
                ReferenceCountUtil.release(message);
                context.close();
                return;
            }
        }
        if (isWhole && end != null) {
            end.cancel(false);
            end = null;
        }
        context.fireChannelRead(message);
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise written) {
        if (message instanceof HttpResponse response
                && response.status().codeClass() != HttpStatusClass.INFORMATIONAL) {
            unanswered--;
            if (unanswered == 0 && !isWhole) {
                end = context.executor().schedule(() -> context.close(), LONGEST.toMillis(), TimeUnit.MILLISECONDS);
            }
        }
        context.write(message, written);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (end != null) {
            end.cancel(false);
        }
        context.fireChannelInactive();
    }
}
