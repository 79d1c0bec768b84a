package dev.concierge.bench.gateway;

import dev.concierge.bench.Percentile;
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
    private static final byte[] LAST_CHUNK = "0\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1);

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

    private static byte[] request(String host, String path, String bearer) {
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
            if (isWhole()) {
                boolean isOk = in.get(9) == '2' && in.get(10) == '0' && in.get(11) == '0';
                times.add(System.nanoTime() - sentAt, !isOk);
                send();
            }
        }

        private boolean isWhole() throws IOException {
            int length = -1;
            boolean isChunked = false;
            int line = 0;
            for (int at = 0; at < in.position(); at++) {
                if (in.get(at) != '\n') {
                    continue;
                }
                if (at - line <= 1) {
                    if (length < 0 && !isChunked) {
                        throw new IOException("an answer that does not say how long it is");
                    }
                    return isChunked ? endsWithLastChunk() : in.position() >= at + 1 + length;
                }
                isChunked |= isTransferEncoding(line);
                length = isLength(line) ? number(line + "content-length:".length(), at) : length;
                line = at + 1;
            }
            return false;
        }

        private boolean isLength(int line) {
            return (in.get(line) | 0x20) == 'c' && in.get(line + 7) == '-' && (in.get(line + 8) | 0x20) == 'l';
        }

        private boolean isTransferEncoding(int line) {
            return (in.get(line) | 0x20) == 't' && in.get(line + 8) == '-' && (in.get(line + 9) | 0x20) == 'e';
        }

        private boolean endsWithLastChunk() {
            for (int i = 0; i < LAST_CHUNK.length; i++) {
                if (in.get(in.position() - LAST_CHUNK.length + i) != LAST_CHUNK[i]) {
                    return false;
                }
            }
            return true;
        }

        private int number(int from, int to) {
            int number = 0;
            for (int at = from; at < to; at++) {
                byte digit = in.get(at);
                number = digit >= '0' && digit <= '9' ? number * 10 + digit - '0' : number;
            }
            return number;
        }
    }
}
