package dev.concierge.localstack.infrastructure;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import redis.embedded.core.ExecutableProvider;

/** Redis 6.2 as a process of its own, found again after its starter was killed. */
public final class RedisServer implements LocalServer {
    private static final Duration START = Duration.ofSeconds(15);

    private final Path directory;
    private final Path log;
    private final Path identity;
    private final Path configuration;
    private final String password;
    private int port;
    private @Nullable ChildProcess process;

    private RedisServer(Path directory, int port, String password) {
        this.directory = directory;
        this.log = directory.resolve("redis.log");
        this.identity = directory.resolve("redis.process");
        this.configuration = directory.resolve("redis.conf");
        this.password = password;
        this.port = port;
    }

    /** A server with its data under {@code directory}; port 0 takes a free one. */
    public static RedisServer in(Path directory, int port) {
        return new RedisServer(directory.toAbsolutePath(), port, "");
    }

    /** The same server, which answers only who gives this password: letters, digits, - and _. */
    public RedisServer withPassword(String required) {
        return new RedisServer(directory, port, required);
    }

    @Override
    public void start() {
        try {
            Files.createDirectories(directory);
            Optional<ProcessHandle> left = leftover();
            if (left.isPresent() && port != 0 && answers(left.get())) {
                process = ChildProcess.adopt(left.get(), log);
                return;
            }
            stopLeftover();
            port = FreePort.orWanted(port);
            process = launch();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        ChildProcess started = process;
        if (!started.await(() -> answers(started.handle()), START)) {
            String why = started.lastLines();
            stop();
            throw new ServerNotStarted("Redis did not start on port " + port + " (log: " + log + ")\n" + why);
        }
    }

    @Override
    public void stop() {
        if (process != null) {
            process.stop(Duration.ofSeconds(10));
            process = null;
        }
    }

    /** Stops the server that a killed starter left in this folder; answers whether there was one. */
    public boolean stopLeftover() {
        Optional<ProcessHandle> left = leftover();
        left.ifPresent(other -> ChildProcess.adopt(other, log).stop(Duration.ofSeconds(5)));
        return left.isPresent();
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public long pid() {
        if (process == null) {
            throw new IllegalStateException("Redis in " + directory + " has not been started");
        }
        return process.handle().pid();
    }

    private Optional<ProcessHandle> leftover() {
        return ProcessIdentity.read(identity).flatMap(ProcessIdentity::running);
    }

    private ChildProcess launch() throws IOException {
        Path programs = Files.createDirectories(directory.resolve("programs"));
        writeConfiguration();
        List<String> command = List.of(
                ExecutableProvider.newJarResourceProvider(programs.toFile())
                        .get()
                        .getPath(),
                configuration.toString(),
                "--bind",
                "127.0.0.1",
                "--port",
                String.valueOf(port),
                "--dir",
                directory.toString(),
                // it holds nothing that cannot be made again, so a snapshot now and then is enough
                "--save",
                "60",
                "1",
                "--maxmemory",
                "64mb",
                "--maxmemory-policy",
                "allkeys-lru");
        ChildProcess started = ChildProcess.start(command, log);
        ProcessIdentity.of(started.handle()).write(identity);
        return started;
    }

    /** In a file, because everybody sees the arguments of a process. */
    private void writeConfiguration() throws IOException {
        Files.deleteIfExists(configuration);
        Files.createFile(
                configuration, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(configuration, password.isEmpty() ? "" : "requirepass " + password + "\n");
    }

    /** Whether the one who answers on the port is our process, and not whoever had the port before. */
    private boolean answers(ProcessHandle ours) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
            socket.setSoTimeout(500);
            String ask = (password.isEmpty() ? "" : "AUTH " + password + "\r\n") + "INFO server\r\n";
            socket.getOutputStream().write(ask.getBytes(StandardCharsets.US_ASCII));
            BufferedReader answer =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            for (String line = answer.readLine(); line != null; line = answer.readLine()) {
                if (line.startsWith("process_id:")) {
                    return line.equals("process_id:" + ours.pid());
                }
            }
            return false;
        } catch (IOException notYet) {
            return false;
        }
    }
}
