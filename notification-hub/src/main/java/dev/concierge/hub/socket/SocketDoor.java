package dev.concierge.hub.socket;

import dev.concierge.hub.channel.Serializer;
import dev.concierge.hub.socket.SocketMetrics.Refusal;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.ReferenceCountUtil;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Stands behind the HTTP codec of a connection and takes it over when it becomes a socket; everything else goes on to
 * WebFlux. Who is refused gets what Phoenix answers: an empty 403; who asks for the path without its end, as clients are
 * given it, a 404, with a token or without.
 */
final class SocketDoor extends ChannelInboundHandlerAdapter {
    private static final int RETRY_AFTER_SECONDS = 5;

    private final Sockets sockets;
    private boolean isTaken;

    SocketDoor(Sockets sockets) {
        this.sockets = sockets;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (!isTaken && message instanceof HttpRequest request) {
            if (SocketRequest.isFor(request)) {
                isTaken = true;
                open(context, request);
            } else if (SocketRequest.isWithoutTransport(request)) {
                isTaken = true;
                refuse(context.channel(), HttpResponseStatus.NOT_FOUND, Refusal.PATH);
            }
        }
        if (isTaken) {
            ReferenceCountUtil.release(message);
        } else {
            context.fireChannelRead(message);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        if (!isTaken) {
            context.fireChannelReadComplete();
        }
    }

    /** In the order of Phoenix: origin, token, subprotocol. The token's check may have to fetch the issuer's keys. */
    private void open(ChannelHandlerContext context, HttpRequest http) {
        SocketRequest request = new SocketRequest(http);
        if (!request.isReadable()) {
            refuse(context.channel(), HttpResponseStatus.BAD_REQUEST, Refusal.MALFORMED);
            return;
        }
        if (!request.isUpgrade()) {
            refuse(context.channel(), HttpResponseStatus.BAD_REQUEST, Refusal.NO_UPGRADE);
            return;
        }
        if (!sockets.isAccepting()) {
            refuse(context.channel(), HttpResponseStatus.SERVICE_UNAVAILABLE, Refusal.NOT_READY);
            return;
        }
        Serializer serializer = request.serializer();
        if (!request.comesFrom(sockets.settings().origins()) || serializer == null) {
            Refusal reason = serializer == null ? Refusal.VERSION : Refusal.ORIGIN;
            refuse(context.channel(), HttpResponseStatus.FORBIDDEN, reason);
            return;
        }
        context.channel().config().setAutoRead(false);
        Upgrade upgrade = new Upgrade(http, request.offersPhoenix(), sockets, serializer);
        String token = request.token();
        sockets.ask(
                () -> Optional.ofNullable(sockets.tickets().ticket(token)),
                (ticket, failure) -> context.channel()
                        .eventLoop()
                        .execute(() -> answer(context, upgrade, ticket == null ? null : ticket.orElse(null), failure)));
    }

    private void answer(
            ChannelHandlerContext context, Upgrade upgrade, @Nullable Ticket ticket, @Nullable Throwable failure) {
        Channel channel = context.channel();
        if (!channel.isActive()) {
            return;
        }
        if (failure != null) {
            refuse(channel, HttpResponseStatus.SERVICE_UNAVAILABLE, Refusal.NOT_READY);
        } else if (ticket == null) {
            refuse(channel, HttpResponseStatus.FORBIDDEN, Refusal.TOKEN);
        } else if (!sockets.take(ticket.visitor())) {
            refuse(channel, HttpResponseStatus.SERVICE_UNAVAILABLE, Refusal.CAPACITY);
        } else {
            upgrade.start(context, ticket);
        }
    }

    private void refuse(Channel channel, HttpResponseStatus status, Refusal reason) {
        sockets.metrics().refused(reason);
        FullHttpResponse response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, Unpooled.EMPTY_BUFFER);
        response.headers()
                .set(HttpHeaderNames.CONTENT_LENGTH, 0)
                .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        if (status.equals(HttpResponseStatus.SERVICE_UNAVAILABLE)) {
            response.headers().set(HttpHeaderNames.RETRY_AFTER, RETRY_AFTER_SECONDS);
        }
        // from here, not from the end of the pipeline: WebFlux knows nothing of this request
        channel.pipeline().context(this).writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
    }
}
