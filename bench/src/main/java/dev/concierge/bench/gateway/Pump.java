package dev.concierge.bench.gateway;

import dev.concierge.bench.figure.Percentile;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Connections that each send a request again as soon as it is answered. One thread and no HTTP client, so that little of
 * the machine is the client's: it reads no more of an answer than its status and where it ends.
 */
public final class Pump {
    private final InetSocketAddress server;
    private final List<byte[]> requests;

    /**
     * @param paths each connection asks for one, in turn
     * @param bearers the token to each path; an empty one is not sent
     */
    public Pump(URI server, List<String> paths, List<String> bearers) {
        this.server = new InetSocketAddress(server.getHost(), server.getPort());
        this.requests = IntStream.range(0, paths.size())
                .mapToObj(i -> request(server.getAuthority(), paths.get(i), bearers.get(i)))
                .toList();
    }

    static byte[] request(String host, String path, String bearer) {
        String request = "GET " + path + " HTTP/1.1\r\nHost: " + host
                + "\r\nAccept: application/json\r\nUser-Agent: concierge-bench\r\n"
                + (bearer.isEmpty() ? "" : "Authorization: Bearer " + bearer + "\r\n") + "\r\n";
        return request.getBytes(StandardCharsets.ISO_8859_1);
    }

    /**
     * How it went.
     *
     * @param refused answers other than 200
     * @param millis of all answers, ascending
     */
    public record Went(double seconds, long refused, double[] millis) {
        public double perSecond() {
            return (millis.length - refused) / seconds;
        }

        public double percentile(int percent) {
            return Percentile.of(millis, percent);
        }

        public long answers() {
            return millis.length;
        }
    }

    public Went run(int connections, Duration time) throws IOException {
        Times times = new Times();
        long begin = System.nanoTime();
        long end = begin + time.toNanos();
        try (Selector selector = Selector.open()) {
            for (int i = 0; i < connections; i++) {
                new Connection(selector, requests.get(i % requests.size()), times).open();
            }
            while (System.nanoTime() < end) {
                selector.select(Pump::serve, 100);
            }
            for (SelectionKey key : selector.keys()) {
                key.channel().close();
            }
        }
        double[] millis = Arrays.stream(times.nanos, 0, times.count)
                .mapToDouble(nanos -> nanos / 1e6)
                .sorted()
                .toArray();
        return new Went((System.nanoTime() - begin) / 1e9, times.refused, millis);
    }

    private static void serve(SelectionKey key) {
        try {
            ((Connection) key.attachment()).read();
        } catch (IOException broken) {
            throw new IllegalStateException("a connection broke: " + broken.getMessage(), broken);
        }
    }

    private static final class Times {
        private long[] nanos = new long[1 << 20];
        private int count;
        private long refused;

        void add(long time, boolean isRefused) {
            if (count == nanos.length) {
                nanos = Arrays.copyOf(nanos, count * 2);
            }
            nanos[count++] = time;
            refused += isRefused ? 1 : 0;
        }
    }

    private final class Connection {
        private final Selector selector;
        private final byte[] request;
        private final Times times;
        private final ByteBuffer in = ByteBuffer.allocate(64 * 1024);
        private SocketChannel channel = SocketChannel.open();
        private long sentAt;

        Connection(Selector selector, byte[] request, Times times) throws IOException {
            this.selector = selector;
            this.request = request;
            this.times = times;
        }

        void open() throws IOException {
            channel = SocketChannel.open(server);
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.register(selector, SelectionKey.OP_READ, this);
            send();
        }

        private void send() throws IOException {
            in.clear();
            sentAt = System.nanoTime();
            ByteBuffer out = ByteBuffer.wrap(request);
            while (out.hasRemaining()) {
                channel.write(out);
            }
        }

        void read() throws IOException {
            if (channel.read(in) < 0) {
                channel.close();
                open();
                return;
            }
            if (Answers.isWhole(in)) {
                times.add(System.nanoTime() - sentAt, Answers.status(in) != Answers.OK);
                send();
            }
        }
    }
}
