package dev.concierge.bench.live;

import io.netty.channel.Channel;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.nio.NioIoHandler;
import java.util.concurrent.TimeUnit;

/** The threads of many clients. */
final class Loops implements AutoCloseable {
    private static final int HEARTBEAT_SECONDS = 30;

    private final EventLoopGroup group;

    Loops(int threads) {
        group = new MultiThreadIoEventLoopGroup(
                threads, Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
    }

    EventLoopGroup group() {
        return group;
    }

    /** Sends it from time to time, as long as the connection stands. */
    static void beat(Channel channel, String heartbeat) {
        channel.eventLoop()
                .schedule(
                        () -> {
                            if (channel.isActive()) {
                                Screen.send(channel, heartbeat);
                                beat(channel, heartbeat);
                            }
                        },
                        HEARTBEAT_SECONDS,
                        TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        group.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
    }
}
