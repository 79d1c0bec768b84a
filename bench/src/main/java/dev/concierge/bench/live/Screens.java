package dev.concierge.bench.live;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.util.Arrays;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.IntFunction;

/** Many clients of one server, on several loops. */
final class Screens implements AutoCloseable {
    private static final int CONNECTING_AT_ONCE = 200;
    private static final int SAMPLE_EVERY = 50;
    private static final int HEARTBEAT_SECONDS = 30;
    private static final int MAX_SAMPLES = 4_000_000;

    private final int port;
    private final Dialect dialect;
    private final EventLoopGroup loops;
    private final Semaphore connecting = new Semaphore(CONNECTING_AT_ONCE);
    private final AtomicInteger joined = new AtomicInteger();
    private final AtomicInteger closed = new AtomicInteger();
    private final LongAdder deliveries = new LongAdder();
    private final long[] samples = new long[MAX_SAMPLES];
    private final AtomicInteger sampleCount = new AtomicInteger();

    Screens(int port, Dialect dialect, int threads) {
        this.port = port;
        this.dialect = dialect;
        this.loops = new MultiThreadIoEventLoopGroup(
                threads, Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
    }

    /**
     * Connects so many and waits until all have joined.
     *
     * @param path with the query, of each
     * @param room that each joins
     */
    void connect(int count, IntFunction<String> path, IntFunction<String> room) throws InterruptedException {
        int goal = joined.get() + count;
        for (int at = 0; at < count; at++) {
            connecting.acquire();
            connect(path.apply(at), room.apply(at), at % SAMPLE_EVERY == 0);
        }
        long until = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
        while (joined.get() < goal) {
            if (System.nanoTime() > until) {
                throw new IllegalStateException(joined.get() + " of " + goal + " have joined");
            }
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }

    private void connect(String path, String room, boolean isSample) {
        String request = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n";
        new Bootstrap()
                .group(loops)
                .channel(Epoll.isAvailable() ? EpollSocketChannel.class : NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .handler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        channel.pipeline().addLast(new Screen(Screens.this, dialect, request, room, isSample));
                    }
                })
                .connect("127.0.0.1", port)
                .addListener(done -> {
                    if (!done.isSuccess()) {
                        connecting.release();
                    }
                });
    }

    void joined(Screen screen, ChannelHandlerContext context) {
        joined.incrementAndGet();
        connecting.release();
        String heartbeat = dialect.heartbeat();
        if (heartbeat != null) {
            Channel channel = context.channel();
            channel.eventLoop()
                    .scheduleWithFixedDelay(
                            () -> {
                                if (channel.isActive()) {
                                    screen.send(context, heartbeat);
                                }
                            },
                            HEARTBEAT_SECONDS,
                            HEARTBEAT_SECONDS,
                            TimeUnit.SECONDS);
        }
    }

    /** @param wasOpen whether it had been a socket */
    void closed(boolean wasOpen) {
        closed.incrementAndGet();
        if (!wasOpen) {
            connecting.release();
        }
    }

    void delivered(int count) {
        deliveries.add(count);
    }

    void took(long nanos) {
        int at = sampleCount.getAndIncrement();
        if (at < MAX_SAMPLES) {
            samples[at] = nanos;
        }
    }

    long deliveries() {
        return deliveries.sum();
    }

    int closed() {
        return closed.get();
    }

    void forgetSamples() {
        sampleCount.set(0);
    }

    /** How long broadcasts took, in milliseconds, sorted. */
    double[] latencies() {
        long[] taken = Arrays.copyOf(samples, Math.min(MAX_SAMPLES, sampleCount.get()));
        Arrays.sort(taken);
        return Arrays.stream(taken).mapToDouble(nanos -> nanos / 1e6).toArray();
    }

    @Override
    public void close() {
        loops.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
    }
}
