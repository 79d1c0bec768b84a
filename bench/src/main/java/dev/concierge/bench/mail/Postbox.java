package dev.concierge.bench.mail;

import dev.concierge.localstack.infrastructure.FreePort;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.server.SMTPServer;

/** An SMTP server that keeps when each mail came, by the notification that its Message-ID names. */
final class Postbox implements AutoCloseable {
    private static final Pattern MESSAGE_ID = Pattern.compile("(?im)^Message-ID: <([0-9a-f-]{36})@");

    private final int port = FreePort.next();
    private final Map<UUID, List<Long>> received = new ConcurrentHashMap<>();
    private @Nullable SMTPServer server;

    void start() {
        SMTPServer smtp = SMTPServer.port(port)
                .bindAddress(InetAddress.getLoopbackAddress())
                .hostName("localhost")
                .maxConnections(200)
                .messageHandlerFactory(_ -> new Incoming())
                .build();
        smtp.start();
        server = smtp;
    }

    void stop() {
        if (server != null) {
            server.stop();
            server = null;
        }
    }

    int port() {
        return port;
    }

    /** When each came, in nanoseconds of this process; more than once what came more than once. */
    Map<UUID, List<Long>> received() {
        return received;
    }

    @Override
    public void close() {
        stop();
    }

    private final class Incoming implements MessageHandler {
        @Override
        public void from(String sender) {}

        @Override
        public void recipient(String recipient) {}

        @Override
        public String data(InputStream content) throws IOException {
            String mail = new String(content.readAllBytes(), StandardCharsets.UTF_8);
            Matcher id = MESSAGE_ID.matcher(mail);
            if (id.find()) {
                received.computeIfAbsent(UUID.fromString(id.group(1)), _ -> new CopyOnWriteArrayList<>())
                        .add(System.nanoTime());
            }
            return "kept";
        }

        @Override
        public void done() {}
    }
}
