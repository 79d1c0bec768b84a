package dev.concierge.gateway.limit;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;

/**
 * Answers what would be refused anyway before an exchange is made of it. In an overload that is most of all requests: what
 * each of them costs is taken from those that could be answered.
 */
final class RefuseEarly extends ChannelDuplexHandler {
    private final EarlyRefusals refusals;
    /** Requests of this connection that were let through and are not answered: answers keep the order of requests. */
    private int unanswered;

    private boolean isInRefusedBody;

    RefuseEarly(EarlyRefusals refusals) {
        this.refusals = refusals;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (isInRefusedBody) {
            isInRefusedBody = !(message instanceof LastHttpContent);
            ReferenceCountUtil.release(message);
            context.read();
            return;
        }
        if (message instanceof HttpRequest request) {
            FullHttpResponse refusal = unanswered == 0 ? refusals.refusal(request) : null;
            if (refusal != null) {
                refuse(context, request, refusal);
                return;
            }
            unanswered++;
        }
        context.fireChannelRead(message);
    }

    private void refuse(ChannelHandlerContext context, HttpRequest request, FullHttpResponse refusal) {
        isInRefusedBody = !(request instanceof LastHttpContent);
        boolean isKept = HttpUtil.isKeepAlive(request);
        if (!isKept) {
            refusal.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        }
        ReferenceCountUtil.release(request);
        ChannelFuture written = context.writeAndFlush(refusal);
        if (!isKept) {
            written.addListener(ChannelFutureListener.CLOSE);
        }
        context.read(); // nobody behind asks for what comes next
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise written) {
        boolean isOnTheWay = message instanceof HttpResponse response
                && response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
        if (message instanceof LastHttpContent && !isOnTheWay) {
            unanswered--;
        }
        context.write(message, written);
    }
}
