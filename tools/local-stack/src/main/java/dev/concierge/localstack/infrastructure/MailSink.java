package dev.concierge.localstack.infrastructure;

import jakarta.mail.MessagingException;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.server.SMTPServer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** An SMTP server inside this JVM that delivers to nobody: each mail becomes one line of JSON in its folder. */
public final class MailSink implements LocalServer {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration IDLE = Duration.ofMinutes(1);

    private final Path file;
    private final Clock clock;
    private int port;
    private @Nullable SMTPServer server;

    private MailSink(Path directory, int port, Clock clock) {
        this.file = fileIn(directory);
        this.port = port;
        this.clock = clock;
    }

    /** A sink with its mails under {@code directory}; port 0 takes a free one. */
    public static MailSink in(Path directory, int port, Clock clock) {
        return new MailSink(directory.toAbsolutePath(), port, clock);
    }

    /** The mails kept in {@code directory}, the oldest first, whether a sink runs there or not. */
    public static List<ReceivedMail> read(Path directory) {
        Path file = fileIn(directory);
        if (!Files.exists(file)) {
            return List.of();
        }
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> !line.isBlank())
                    .flatMap(MailSink::parse)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void start() {
        try {
            Files.createDirectories(file.getParent());
            endLastLine();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        SMTPServer smtp = SMTPServer.port(port)
                .bindAddress(InetAddress.getLoopbackAddress())
                .hostName("localhost")
                .softwareName("concierge mail sink")
                .connectionTimeoutMs((int) IDLE.toMillis())
                .messageHandlerFactory(context -> new Incoming())
                .build();
        try {
            smtp.start();
        } catch (RuntimeException e) {
            throw new ServerNotStarted("The mail sink did not start on port " + port + ": " + e.getMessage(), e);
        }
        port = smtp.getPortAllocated();
        server = smtp;
    }

    @Override
    public void stop() {
        if (server != null) {
            server.stop();
            server = null;
        }
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public long pid() {
        return ProcessHandle.current().pid();
    }

    private static Path fileIn(Path directory) {
        return directory.resolve("mails.jsonl");
    }

    private static Stream<ReceivedMail> parse(String line) {
        try {
            return Stream.of(JSON.readValue(line, ReceivedMail.class));
        } catch (JacksonException cutShort) {
            // the last line of a sink that was killed while writing; its sender got no 250 and sends again
            return Stream.of();
        }
    }

    /** Written before the sender hears 250: what was accepted is kept. */
    private synchronized void keep(ReceivedMail mail) throws IOException {
        append(JSON.writeValueAsString(mail) + "\n");
    }

    /** Ends a line that a killed sink left unfinished, so that the next mail gets one of its own. */
    private void endLastLine() throws IOException {
        if (Files.exists(file) && !endsALine()) {
            append("\n");
        }
    }

    /** Of all the mails ever kept, which memory need not hold, only the last byte is read. */
    private boolean endsALine() throws IOException {
        try (RandomAccessFile mails = new RandomAccessFile(file.toFile(), "r")) {
            mails.seek(Math.max(0, mails.length() - 1));
            return mails.read() == '\n';
        }
    }

    private void append(String line) throws IOException {
        Files.writeString(file, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /** One mail as its envelope and content arrive. */
    private final class Incoming implements MessageHandler {
        private String from = "";
        private final List<String> to = new ArrayList<>();

        @Override
        public void from(String sender) {
            from = sender;
        }

        @Override
        public void recipient(String recipient) {
            to.add(recipient);
        }

        @Override
        public String data(InputStream content) throws RejectException, IOException {
            try {
                keep(MailContent.parse(content).received(from, to, clock.instant()));
            } catch (MessagingException e) {
                throw new RejectException(554, "not a MIME message: " + e.getMessage());
            }
            return "kept";
        }

        @Override
        public void done() {}
    }
}
