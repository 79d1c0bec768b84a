package dev.concierge.gateway.socket;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.timeout.ReadTimeoutException;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.netty.Connection;
import reactor.netty.NettyPipeline;

/** The connection to the service: first a handshake in HTTP, then bytes. */
final class ServiceEnd {
    private static final String CODEC = "concierge.handshakeCodec";
    private static final String WHOLE_ANSWER = "concierge.handshakeAnswer";
    private static final String HANDSHAKE = "concierge.handshake";
    private static final int LONGEST_REFUSAL = 64 * 1024;

    private final Channel channel;
    /** What the service sent right behind its answer. */
    private final Queue<Object> early = new ArrayDeque<>();

    ServiceEnd(Connection connection) {
        this.channel = connection.channel();
    }

    Channel channel() {
        return channel;
    }

    /** The answer; its receiver releases it. After any but 101 the connection is of no more use. */
    Mono<FullHttpResponse> ask(FullHttpRequest request, Duration patience) {
        return Mono.create(sink -> {
            sink.onCancel(channel::close);
            channel.eventLoop().execute(() -> {
                channel.pipeline().addBefore(NettyPipeline.ReactiveBridge, CODEC, new HttpClientCodec());
                channel.pipeline()
                        .addBefore(
                                NettyPipeline.ReactiveBridge, WHOLE_ANSWER, new HttpObjectAggregator(LONGEST_REFUSAL));
                channel.pipeline().addBefore(NettyPipeline.ReactiveBridge, HANDSHAKE, new Handshake(sink, patience));
                channel.config().setAutoRead(true);
                channel.writeAndFlush(request).addListener(sent -> {
                    if (!sent.isSuccess()) {
                        sink.error(new IOException("the handshake was not taken", sent.cause()));
                    }
                });
            });
        });
    }

    /**
     * Sends everything to the client from here on.
     *
     * @param opened is told how to let the client go
     */
    void relayTo(Channel client, Consumer<Runnable> opened) {
        channel.eventLoop().execute(() -> {
            ToClient relay = new ToClient(client);
            channel.pipeline().remove(WHOLE_ANSWER);
            channel.pipeline().remove(CODEC);
            early.forEach(bytes -> relay.pass((ByteBuf) bytes));
            early.clear();
            client.flush();
            channel.pipeline().replace(HANDSHAKE, "concierge.relay", relay);
            channel.config().setAutoRead(true);
            opened.accept(() -> channel.eventLoop().execute(relay::end));
        });
    }

    private final class Handshake extends ChannelInboundHandlerAdapter {
        private final MonoSink<FullHttpResponse> sink;
        private final Duration patience;
        private @Nullable Future<?> timeOut;

        private Handshake(MonoSink<FullHttpResponse> sink, Duration patience) {
            this.sink = sink;
            this.patience = patience;
        }

        @Override
        public void handlerAdded(ChannelHandlerContext context) {
            timeOut = context.executor()
                    .schedule(
                            () -> {
                                sink.error(ReadTimeoutException.INSTANCE);
                                context.close();
                            },
                            patience.toMillis(),
                            TimeUnit.MILLISECONDS);
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (message instanceof FullHttpResponse answer) {
                answered();
                if (answer.status().equals(HttpResponseStatus.SWITCHING_PROTOCOLS)) {
                    context.channel().config().setAutoRead(false);
                }
                sink.success(answer);
            } else {
                early.add(message);
            }
        }

        private void answered() {
            if (timeOut != null) {
                timeOut.cancel(false);
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            sink.error(new IOException("the connection ended before the handshake was answered"));
            context.fireChannelInactive();
        }

        @Override
        public void handlerRemoved(ChannelHandlerContext context) {
            answered();
            early.forEach(ReferenceCountUtil::release);
            early.clear();
        }

        @Override
        @SuppressWarnings("deprecation") // of ChannelHandler; of an inbound handler it is not
        public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
            sink.error(new IOException("the answer to the handshake is not readable", failure));
            context.close();
        }
    }
}
