package dev.concierge.bench.live;

import dev.concierge.localstack.setting.Wait;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Many clients of one server, who count what comes; some note how long it took. */
final class Screens implements AutoCloseable {
    private static final int CONNECTING_AT_ONCE = 200;
    private static final int SAMPLE_EVERY = 50;
    private static final int MAX_SAMPLES = 4_000_000;
    private static final int LITTLE = 4 * 1024;
    private static final byte[] SENT_AT = "\"sentAt\":".getBytes(StandardCharsets.US_ASCII);

    private final int port;
    private final Dialect dialect;
    private final Loops loops;
    private final Semaphore connecting = new Semaphore(CONNECTING_AT_ONCE);
    private final AtomicInteger joined = new AtomicInteger();
    private final LongAdder deliveries = new LongAdder();
    private final long[] samples = new long[MAX_SAMPLES];
    private final AtomicInteger sampleCount = new AtomicInteger();

    Screens(int port, Dialect dialect, int threads) {
        this.port = port;
        this.dialect = dialect;
        this.loops = new Loops(threads);
    }

    /**
     * Connects so many and waits until all have joined.
     *
     * @param path with the query, of each
     * @param room that each joins
     */
    void connect(int count, IntFunction<String> path, IntFunction<String> room) throws InterruptedException {
        connectAll(count, path, at -> new Counting(room.apply(at), at % SAMPLE_EVERY == 0));
    }

    /** The same with clients of one room that join and then read no more; their heartbeats go on. */
    void connectNeverReading(int count, IntFunction<String> path, String room) throws InterruptedException {
        connectAll(count, path, _ -> new Sleeping(room));
    }

    private void connectAll(int count, IntFunction<String> path, IntFunction<Viewer> viewer)
            throws InterruptedException {
        int goal = joined.get() + count;
        for (int at = 0; at < count; at++) {
            connecting.acquire();
            new Screen(viewer.apply(at), dialect, path.apply(at)).connect(loops.group(), port);
        }
        if (!Wait.until(Duration.ofMinutes(1), Duration.ofMillis(10), () -> joined.get() >= goal)) {
            throw new IllegalStateException(joined.get() + " of " + goal + " have joined");
        }
    }

    long deliveries() {
        return deliveries.sum();
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
        loops.close();
    }

    private class Counting implements Viewer {
        private final String room;
        private final boolean isSample;

        Counting(String room, boolean isSample) {
            this.room = room;
            this.isSample = isSample;
        }

        @Override
        public @Nullable String answer(String said) {
            return dialect.answer(said, room);
        }

        @Override
        public void joined(Channel channel, String said) {
            joined.incrementAndGet();
            connecting.release();
            String heartbeat = dialect.heartbeat();
            if (heartbeat != null) {
                Loops.beat(channel, heartbeat);
            }
        }

        @Override
        public void delivered(int count) {
            deliveries.add(count);
        }

        @Override
        public boolean isLooking() {
            return isSample;
        }

        @Override
        public void saw(ByteBuf in, int at, int length) {
            int found = ByteBufUtil.indexOf(Unpooled.wrappedBuffer(SENT_AT), in.slice(at, length));
            if (found < 0) {
                return;
            }
            long sentAt = 0;
            for (int index = at + found + SENT_AT.length; Character.isDigit(in.getByte(index)); index++) {
                sentAt = sentAt * 10 + in.getByte(index) - '0';
            }
            int sample = sampleCount.getAndIncrement();
            if (sample < MAX_SAMPLES) {
                samples[sample] = System.nanoTime() - sentAt;
            }
        }

        @Override
        public void closed(boolean wasOpen) {
            if (!wasOpen) {
                connecting.release();
            }
        }
    }

    /** Its network holds little, so that the server is left with the rest. */
    private final class Sleeping extends Counting {
        Sleeping(String room) {
            super(room, false);
        }

        @Override
        public void joined(Channel channel, String said) {
            channel.config().setAutoRead(false);
            channel.config().setOption(ChannelOption.SO_RCVBUF, LITTLE);
            super.joined(channel, said);
        }
    }
}
