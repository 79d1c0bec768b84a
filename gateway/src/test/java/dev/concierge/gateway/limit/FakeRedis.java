package dev.concierge.gateway.limit;

import dev.concierge.platform.redis.RedisSettings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Speaks as much of the Redis protocol as the limiter needs, until it is told to hang. */
final class FakeRedis implements AutoCloseable {
    static final int HELD = 1_000_000;

    private final ServerSocket server;
    private final AtomicInteger taken = new AtomicInteger();
    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicInteger ignored = new AtomicInteger();
    private final List<String> credentials;
    private volatile boolean hanging;

    FakeRedis() {
        this(List.of());
    }

    /** Asks for what AUTH takes: nothing, a password, or a user and a password. */
    FakeRedis(List<String> credentials) {
        this.credentials = credentials;
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
        Thread.ofVirtual().start(this::accept);
    }

    RedisSettings settings(String user, String password) {
        return new RedisSettings("127.0.0.1", server.getLocalPort(), user, password, false);
    }

    /** How many tokens were asked for. */
    int taken() {
        return taken.get();
    }

    /** How often. */
    int asked() {
        return asked.get();
    }

    /** How many commands got no answer. */
    int ignored() {
        return ignored.get();
    }

    /** Keeps connections, takes what is sent, answers nothing. */
    void hang() {
        hanging = true;
    }

    void recover() {
        hanging = false;
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            OutputStream out = socket.getOutputStream();
            boolean known = credentials.isEmpty();
            for (List<String> command = command(in); command != null; command = command(in)) {
                if (hanging) {
                    ignored.incrementAndGet();
                } else {
                    known |= credentials.equals(command.subList(1, command.size()));
                    String answer = known ? answer(command) : "-NOAUTH Authentication required.\r\n";
                    out.write(answer.getBytes(StandardCharsets.UTF_8));
                    out.flush();
                }
            }
        } catch (IOException gone) {
            // the client gave up
        }
    }

    private String answer(List<String> command) {
        return switch (command.getFirst().toUpperCase(Locale.ROOT)) {
            case "PING" -> "+PONG\r\n";
            case "SCRIPT" -> "$40\r\n" + "a".repeat(40) + "\r\n";
            case "EVALSHA" -> take(Integer.parseInt(command.getLast()));
            default -> "+OK\r\n";
        };
    }

    /** From a bucket that never refills. */
    private String take(int wanted) {
        asked.incrementAndGet();
        int before = taken.getAndAdd(wanted);
        return "*2\r\n:" + wanted + "\r\n:" + 1000L * (HELD - before - wanted) + "\r\n";
    }

    private static @Nullable List<String> command(BufferedReader in) throws IOException {
        String head = in.readLine();
        if (head == null) {
            return null;
        }
        List<String> parts = new ArrayList<>();
        for (int i = Integer.parseInt(head.substring(1)); i > 0; i--) {
            int length = Integer.parseInt(in.readLine().substring(1));
            char[] text = new char[length];
            for (int read = 0; read < length; ) {
                read += in.read(text, read, length - read);
            }
            in.readLine();
            parts.add(new String(text));
        }
        return parts;
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
