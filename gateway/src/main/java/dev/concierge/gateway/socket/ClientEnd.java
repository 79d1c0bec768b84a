package dev.concierge.gateway.socket;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import reactor.netty.Connection;
import reactor.netty.NettyPipeline;
import reactor.netty.http.server.HttpServerResponse;

/** The connection to the client, which Reactor Netty reads as HTTP until it is taken over. */
final class ClientEnd {
    /** What Reactor Netty and the platform put before it that knows HTTP alone. */
    private static final List<String> OF_HTTP = List.of(
            NettyPipeline.HttpTrafficHandler,
            NettyPipeline.AccessLogHandler,
            NettyPipeline.HttpMetricsHandler,
            NettyPipeline.CompressionHandler,
            "concierge.headBytes",
            "concierge.heads",
            "concierge.unwantedBody",
            "concierge.unreadableRequest",
            "concierge.earlyRefusal");

    private final HttpServerResponse response;
    private final Channel channel;

    ClientEnd(ServerHttpResponse exchanged) {
        this.response = ServerHttpResponseDecorator.getNativeResponse(exchanged);
        AtomicReference<Connection> connection = new AtomicReference<>();
        response.withConnection(connection::set);
        this.channel = connection.get().channel();
    }

    Channel channel() {
        return channel;
    }

    /**
     * Sends the answer with the headers that filters have added, and everything after it to the service.
     *
     * @param opened is told how to let the client go
     */
    void relayTo(ServiceEnd service, FullHttpResponse answer, Consumer<Runnable> opened) {
        channel.eventLoop().execute(() -> {
            ChannelPipeline pipeline = channel.pipeline();
            if (!channel.isActive() || pipeline.get(NettyPipeline.HttpCodec) == null) {
                answer.release();
                service.channel().close();
                return;
            }
            response.responseHeaders().forEach(header -> answer.headers().set(header.getKey(), header.getValue()));
            // of a body, which 101 has not
            answer.headers().remove(HttpHeaderNames.CONTENT_LENGTH).remove(HttpHeaderNames.TRANSFER_ENCODING);
            // a gateway that drains asks for new connections, which here means no connection at all
            answer.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE);
            OF_HTTP.stream().filter(name -> pipeline.get(name) != null).forEach(pipeline::remove);
            pipeline.addBefore(NettyPipeline.ReactiveBridge, "concierge.relay", new Relay(service.channel()));
            channel.writeAndFlush(answer).addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
            pipeline.remove(NettyPipeline.HttpCodec);
            channel.config().setAutoRead(true);
            service.relayTo(channel, opened);
        });
    }
}
