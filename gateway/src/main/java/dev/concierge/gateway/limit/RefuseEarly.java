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
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Answers what would be refused anyway before an exchange is made of it. In an overload that is most of all requests: what
 * each of them costs is taken from those that could be answered.
 */
final class RefuseEarly extends ChannelDuplexHandler {
    private final Function<HttpRequest, @Nullable FullHttpResponse> refusals;
    /** Requests of this connection that were let through and are not answered: answers keep the order of requests. */
    private int unanswered;
    /** One that was let through was told that its answer is the last. */
    private boolean isLastAnswered;

    private boolean isInRefused;
    /** For a request without a body, once it is whole. */
    private @Nullable FullHttpResponse answer;
    /** It is closed behind the refusal; what comes on it now is nobody's. */
    private boolean isClosing;
    /** The client does not read its refusals. */
    private boolean isPaused;

    /** @param refusals the answer to a request for which there is no room; null for one that is let through */
    RefuseEarly(Function<HttpRequest, @Nullable FullHttpResponse> refusals) {
        this.refusals = refusals;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (isInRefused) {
            forget(context, message);
            return;
        }
        if (isClosing) {
            ReferenceCountUtil.release(message);
            return;
        }
        if (message instanceof HttpRequest request) {
            FullHttpResponse refusal = unanswered == 0 && !isLastAnswered ? refusals.apply(request) : null;
            if (refusal != null) {
                refuse(context, request, refusal);
                return;
            }
            unanswered++;
        }
        context.fireChannelRead(message);
    }

    private void refuse(ChannelHandlerContext context, HttpRequest request, FullHttpResponse refusal) {
        isInRefused = true;
        // of HTTP/1.0, whose clients want to be told that it is kept, no connection is
        isClosing = !HttpUtil.isKeepAlive(request) || !request.protocolVersion().isKeepAliveDefault();
        if (isClosing) {
            refusal.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        }
        if (HttpUtil.isContentLengthSet(request) || HttpUtil.isTransferEncodingChunked(request)) {
            write(context, refusal);
        } else {
            answer = refusal;
        }
        ReferenceCountUtil.release(request);
        readOn(context);
    }

    private void forget(ChannelHandlerContext context, Object message) {
        if (message instanceof LastHttpContent) {
            isInRefused = false;
            if (answer != null) {
                write(context, answer);
                answer = null;
            }
        }
        ReferenceCountUtil.release(message);
        readOn(context);
    }

    private void write(ChannelHandlerContext context, FullHttpResponse refusal) {
        ChannelFuture written = context.writeAndFlush(refusal);
        if (isClosing) {
            written.addListener(ChannelFutureListener.CLOSE);
        }
    }

    /** Nobody behind asks for what comes next; whoever leaves refusals unread is not read either. */
    private void readOn(ChannelHandlerContext context) {
        if (context.channel().isWritable()) {
            context.read();
        } else {
            isPaused = true;
            context.channel().config().setAutoRead(false);
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        if (isPaused && context.channel().isWritable()) {
            isPaused = false;
            context.read();
        }
        context.fireChannelWritabilityChanged();
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise written) {
        boolean isOnTheWay = message instanceof HttpResponse response
                && response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
        if (message instanceof HttpResponse response && !isOnTheWay && !HttpUtil.isKeepAlive(response)) {
            isLastAnswered = true;
        }
        if (message instanceof LastHttpContent && !isOnTheWay) {
            unanswered--;
        }
        context.write(message, written);
    }
}
