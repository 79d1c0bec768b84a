package dev.concierge.bench.gateway;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/**
 * Requests sent when they are due, whether or not those before were answered, over as many connections as that takes up to a
 * bound. One thread and no HTTP client, as {@link Pump}; an answer counts by the second in which its request was due.
 */
public final class Flood {
    /** Whoever asked has gone by then. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final int MOST_CONNECTIONS = 4_000;
    private static final int LONGEST_ANSWER = 16 * 1024;

    private final InetSocketAddress server;
    private final IntFunction<byte[]> requests;
    private final Deque<Connection> idle = new ArrayDeque<>();
    private int open;
    private int next;
    private Second[] seconds = {};

    /** @param requests by their number, whole */
    public Flood(URI server, IntFunction<byte[]> requests) {
        this.server = new InetSocketAddress(server.getHost(), server.getPort());
        this.requests = requests;
    }

    /**
     * Asks for some paths in turn.
     *
     * @param bearers the token to each path
     */
    public static Flood of(URI server, List<String> paths, List<String> bearers) {
        List<byte[]> requests = IntStream.range(0, paths.size())
                .mapToObj(i -> Pump.request(server.getAuthority(), paths.get(i), bearers.get(i)))
                .toList();
        return new Flood(server, number -> requests.get(number % requests.size()));
    }

    /** What became of the requests that were due in one second. */
    public static final class Second {
        private int due;
        private int good;
        private int refused;
        private int late;
        private int broken;
        private int heldBack;
        private double[] millis = new double[256];

        public int due() {
            return due;
        }

        /** Answered 2xx in time. */
        public int good() {
            return good;
        }

        /** Answered something else in time, such as 503 or 429. */
        public int refused() {
            return refused;
        }

        /** Not answered in time. */
        public int late() {
            return late;
        }

        /** Whose connection ended, or never came to be. */
        public int broken() {
            return broken;
        }

        /** Never sent, as every connection waited for an answer. */
        public int heldBack() {
            return heldBack;
        }

        /** Of the good ones, ascending. */
        public double[] millis() {
            double[] ascending = Arrays.copyOf(millis, good);
            Arrays.sort(ascending);
            return ascending;
        }

        private void answered(int status, double took) {
            if (took > PATIENCE.toMillis()) {
                late++;
            } else if (status / 100 != 2) {
                refused++;
            } else {
                millis = good == millis.length ? Arrays.copyOf(millis, good * 2) : millis;
                millis[good++] = took;
            }
        }
    }

    /** @param perSecond the rate in each second, from the first on */
    public List<Second> run(int length, IntUnaryOperator perSecond) throws IOException {
        seconds = IntStream.range(0, length).mapToObj(_ -> new Second()).toArray(Second[]::new);
        try (Selector selector = Selector.open()) {
            long begin = System.nanoTime();
            for (int second = 0; second < length; second++) {
                send(selector, begin + second * SECOND, perSecond.applyAsInt(second), seconds[second]);
            }
            long end = System.nanoTime() + PATIENCE.toNanos();
            while (idle.size() < open && System.nanoTime() < end) {
                selector.select(this::serve, 10);
            }
            for (SelectionKey key : selector.keys()) {
                ((Connection) key.attachment()).giveUp();
                key.channel().close();
            }
        }
        idle.clear();
        open = 0;
        return List.of(seconds);
    }

    private void send(Selector selector, long from, int rate, Second second) throws IOException {
        long passed = 0;
        while (passed < SECOND || second.due < rate) {
            passed = System.nanoTime() - from;
            long due = Math.min(rate, passed * rate / SECOND + 1);
            while (second.due < due) {
                begin(selector, from + second.due * SECOND / rate, second);
                second.due++;
            }
            selector.select(this::serve, 1);
        }
    }

    private void begin(Selector selector, long dueAt, Second second) {
        Connection connection = idle.poll();
        if (connection == null && open == MOST_CONNECTIONS) {
            second.heldBack++;
            return;
        }
        byte[] request = requests.apply(next++);
        try {
            (connection == null ? new Connection(selector) : connection).ask(request, dueAt, second);
        } catch (IOException unreachable) {
            second.broken++;
        }
    }

    private void serve(SelectionKey key) {
        ((Connection) key.attachment()).ready();
    }

    private final class Connection {
        private final ByteBuffer in = ByteBuffer.allocate(LONGEST_ANSWER);
        private final SocketChannel channel;
        private final SelectionKey key;
        private ByteBuffer out = ByteBuffer.allocate(0);
        private long dueAt;
        private Second second = new Second();
        private boolean isBusy;

        Connection(Selector selector) throws IOException {
            channel = SocketChannel.open();
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            boolean isThere = channel.connect(server);
            key = channel.register(selector, isThere ? SelectionKey.OP_READ : SelectionKey.OP_CONNECT, this);
            open++;
        }

        void ask(byte[] request, long at, Second of) {
            in.clear();
            out = ByteBuffer.wrap(request);
            dueAt = at;
            second = of;
            isBusy = true;
            if (channel.isConnected()) {
                guarded(this::write);
            }
        }

        void ready() {
            guarded(key.isConnectable() ? this::connected : this::read);
        }

        private void connected() throws IOException {
            channel.finishConnect();
            key.interestOps(SelectionKey.OP_READ);
            write();
        }

        /** A request fits into what the kernel takes of an idle connection at once. */
        private void write() throws IOException {
            while (out.hasRemaining()) {
                channel.write(out);
            }
        }

        private void read() throws IOException {
            if (channel.read(in) < 0) {
                throw new IOException("ended");
            }
            if (isBusy && Answers.isWhole(in)) {
                second.answered(Answers.status(in), (System.nanoTime() - dueAt) / 1e6);
                isBusy = false;
                idle.push(this);
            }
        }

        private void guarded(Step step) {
            try {
                step.take();
            } catch (IOException broken) {
                end();
            }
        }

        private void end() {
            second.broken += isBusy ? 1 : 0;
            isBusy = false;
            idle.remove(this);
            open--;
            key.cancel();
            try {
                channel.close();
            } catch (IOException gone) {
                key.cancel();
            }
        }

        void giveUp() {
            second.late += isBusy ? 1 : 0;
            isBusy = false;
        }
    }

    @FunctionalInterface
    private interface Step {
        void take() throws IOException;
    }
}
