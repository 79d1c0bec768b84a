package dev.concierge.hub.socket;

import dev.concierge.hub.channel.Serializer;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.websocketx.Utf8FrameValidator;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketFrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker13;
import io.netty.handler.ssl.SslHandler;
import org.jspecify.annotations.Nullable;

/**
 * Turns an HTTP connection into a socket: WebFlux leaves the pipeline, Netty shakes hands, then the channel moves to a
 * loop that serves nothing but sockets, so that neither requests nor fan-out wait for each other.
 */
final class Upgrade {
    /** What the network may be given before a socket counts as slow. */
    private static final WriteBufferWaterMark WATERMARK = new WriteBufferWaterMark(32 * 1024, 64 * 1024);

    private final FullHttpRequest request;
    private final boolean offersPhoenix;
    private final Sockets sockets;
    private final Serializer serializer;

    Upgrade(HttpRequest request, boolean offersPhoenix, Sockets sockets, Serializer serializer) {
        this.request = new DefaultFullHttpRequest(request.protocolVersion(), request.method(), SocketRequest.PATH);
        this.request.headers().set(request.headers());
        this.offersPhoenix = offersPhoenix;
        this.sockets = sockets;
        this.serializer = serializer;
    }

    /** A place has been taken for the ticket's visitor; it is given back when the channel closes before it is a socket. */
    void start(ChannelHandlerContext door, Ticket ticket) {
        Channel channel = door.channel();
        removeAfter(channel.pipeline(), door.handler());
        int maxFrame = (int) sockets.settings().maxFrame().toBytes();
        WebSocketDecoderConfig config = WebSocketDecoderConfig.newBuilder()
                .maxFramePayloadLength(maxFrame)
                .withUTF8Validator(false)
                .closeOnProtocolViolation(false)
                .build();
        FrameReader reader = new FrameReader(config);
        new Handshaker(offersPhoenix ? SocketRequest.PHOENIX : null, config, reader)
                .handshake(channel, request)
                .addListener(done -> {
                    if (done.isSuccess()) {
                        move(channel, reader, ticket, maxFrame);
                    } else {
                        channel.close();
                        sockets.gone(ticket.visitor());
                    }
                });
    }

    private void move(Channel channel, FrameReader reader, Ticket ticket, int maxFrame) {
        ChannelPipeline pipeline = channel.pipeline();
        keepOnly(reader, pipeline);
        pipeline.addLast(new Utf8FrameValidator(false), new WebSocketFrameAggregator(maxFrame));
        channel.config().setWriteBufferWaterMark(WATERMARK);
        SocketLoop loop = sockets.nextLoop();
        channel.deregister().addListener((ChannelFuture left) -> {
            if (!left.isSuccess()) {
                channel.close();
                sockets.gone(ticket.visitor());
                return;
            }
            loop.executor().register(channel).addListener((ChannelFuture arrived) -> {
                if (arrived.isSuccess() && channel.isActive()) {
                    Socket socket = sockets.opened(channel, loop, serializer, ticket);
                    pipeline.addLast(new SocketHandler(socket, reader));
                    channel.config().setAutoRead(true);
                    socket.heedRevocations();
                } else {
                    channel.close();
                    sockets.gone(ticket.visitor());
                }
            });
        });
    }

    /** TLS stays, and what reads frames; frames are written as they are. */
    private static void keepOnly(FrameReader reader, ChannelPipeline pipeline) {
        for (String name : pipeline.names()) {
            ChannelHandler handler = pipeline.get(name);
            if (handler != null && !(handler instanceof SslHandler) && handler != reader) {
                pipeline.remove(handler);
            }
        }
    }

    private static void removeAfter(ChannelPipeline pipeline, ChannelHandler door) {
        boolean isBehind = false;
        for (String name : pipeline.names()) {
            @Nullable ChannelHandler handler = pipeline.get(name);
            if (isBehind && handler != null) {
                pipeline.remove(handler);
            }
            isBehind |= handler == door;
        }
    }

    /** Netty's, with the reader that counts. */
    private static final class Handshaker extends WebSocketServerHandshaker13 {
        private final FrameReader reader;

        Handshaker(@Nullable String subprotocol, WebSocketDecoderConfig config, FrameReader reader) {
            super("", subprotocol, config);
            this.reader = reader;
        }

        @Override
        protected WebSocketFrameDecoder newWebsocketDecoder() {
            return reader;
        }
    }
}
