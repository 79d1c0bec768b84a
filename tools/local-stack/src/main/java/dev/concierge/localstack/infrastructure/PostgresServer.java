package dev.concierge.localstack.infrastructure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Postgres 18 as a process of its own. It outlives a killed launcher: the next {@link #start} finds it by its data
 * folder and goes on with it, or stops it when it listens on another port.
 */
public final class PostgresServer implements LocalServer {
    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration ORPHANS = Duration.ofSeconds(10);
    private static final String ORPHANS_LEFT = "pre-existing shared memory block";

    private final Path directory;
    private final Path data;
    private final Path log;
    private final Path programs;
    private final boolean durable;
    private final @Nullable String superuserPassword;
    private final List<String> own;
    private int port;
    private @Nullable ChildProcess process;

    private PostgresServer(
            Path directory,
            int port,
            Path programs,
            boolean durable,
            @Nullable String superuserPassword,
            List<String> own) {
        this.directory = directory;
        this.data = directory.resolve("data");
        this.log = directory.resolve("postgres.log");
        this.port = port;
        this.programs = programs;
        this.durable = durable;
        this.superuserPassword = superuserPassword;
        this.own = own;
    }

    /** A server with its data under {@code directory} that trusts its callers; port 0 takes a free one. */
    public static PostgresServer in(Path directory, int port) {
        return new PostgresServer(
                directory.toAbsolutePath(),
                port,
                directory.toAbsolutePath().resolve("programs"),
                true,
                null,
                List.of());
    }

    /**
     * The same server, which asks everybody for a password. It makes no roles but the superuser's.
     *
     * @param superuser set once per data folder; letters, digits, - and _
     */
    public PostgresServer withPasswords(String superuser) {
        return new PostgresServer(directory, port, programs, durable, superuser, own);
    }

    /** The same server with programs unpacked to a shared folder. */
    public PostgresServer withPrograms(Path folder) {
        return new PostgresServer(directory, port, folder.toAbsolutePath(), durable, superuserPassword, own);
    }

    /** The same server without fsync: fast, and lost with the power. For tests. */
    public PostgresServer withoutDurability() {
        return new PostgresServer(directory, port, programs, false, superuserPassword, own);
    }

    /** The same server with settings that go before those of a laptop, each as {@code name=value}. */
    public PostgresServer withSettings(String... settings) {
        return new PostgresServer(directory, port, programs, durable, superuserPassword, List.of(settings));
    }

    @Override
    public void start() {
        try {
            Files.createDirectories(directory);
            PostgresBinaries.unpack(programs);
            Path bin = PostgresBinaries.bin(programs);
            Unprivileged user = Unprivileged.detect();
            PostgresFolder folder = new PostgresFolder(data);
            if (folder.isAbsent()) {
                folder.initialise(bin, user, durable);
            }
            folder.check();
            Optional<PostgresFolder.Postmaster> running = folder.running();
            boolean toProtect = superuserPassword != null && folder.trusts();
            if (running.isPresent()
                    && !toProtect
                    && (port == 0 || port == running.get().port())) {
                port = running.get().port();
                process = ChildProcess.adopt(running.get().process(), log);
            } else {
                running.ifPresent(other -> stop(bin, user, ChildProcess.adopt(other.process(), log)));
                folder.forgetForeignProcess();
                if (superuserPassword != null && toProtect) {
                    folder.askForPasswords(bin, user, superuserPassword);
                }
                port = FreePort.orWanted(port);
                process = launch(bin, user);
            }
            awaitReady(bin, user, folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {
        if (process != null) {
            stop(PostgresBinaries.bin(programs), Unprivileged.detect(), process);
            process = null;
        }
    }

    /** Stops the server that a killed starter left in this folder; answers whether there was one. */
    public boolean stopLeftover() {
        try {
            Optional<PostgresFolder.Postmaster> left = new PostgresFolder(data).running();
            left.ifPresent(other -> stop(
                    PostgresBinaries.bin(programs), Unprivileged.detect(), ChildProcess.adopt(other.process(), log)));
            return left.isPresent();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public long pid() {
        return started().handle().pid();
    }

    public PostgresDatabases databases() {
        return new PostgresDatabases("127.0.0.1", port);
    }

    private ChildProcess launch(Path bin, Unprivileged user) throws IOException {
        List<String> command = user.command(bin.resolve("postgres").toString(), "-D", data.toString());
        settings().forEach(setting -> {
            command.add("-c");
            command.add(setting);
        });
        return ChildProcess.start(command, log);
    }

    private List<String> settings() {
        List<String> settings = new ArrayList<>(List.of(
                "port=" + port,
                "listen_addresses=127.0.0.1",
                // a socket path has a length limit that a deep folder breaks
                "unix_socket_directories=",
                "max_connections=300",
                "shared_buffers=64MB",
                "jit=off",
                // details of a refused row, and statements, hold what guests are called
                "log_error_verbosity=terse",
                "log_min_error_statement=panic",
                "timezone=UTC",
                "log_timezone=UTC"));
        if (!durable) {
            settings.addAll(List.of("fsync=off", "synchronous_commit=off", "full_page_writes=off"));
        }
        settings.addAll(own); // of two settings of one name the later counts
        return settings;
    }

    private void awaitReady(Path bin, Unprivileged user, PostgresFolder folder) throws IOException {
        long deadline = System.nanoTime() + ORPHANS.toNanos();
        while (!started().await(() -> folder.isServedBy(started().handle()), START)) {
            // backends of a killed postmaster need a moment to notice; postgres itself guards the folder until then
            boolean orphans =
                    !started().handle().isAlive() && started().lastLines().contains(ORPHANS_LEFT);
            if (!orphans || System.nanoTime() > deadline) {
                String why = started().lastLines();
                stop(bin, user, started());
                process = null;
                throw new ServerNotStarted("Postgres did not start on port " + port + " (log: " + log + ")\n" + why);
            }
            process = launch(bin, user);
        }
        if (superuserPassword == null) {
            databases().createOwner();
        }
    }

    private void stop(Path bin, Unprivileged user, ChildProcess running) {
        if (!running.handle().isAlive()) {
            return;
        }
        ChildProcess.run(user.command(
                bin.resolve("pg_ctl").toString(), "stop", "-D", data.toString(), "-m", "fast", "-w", "-t", "20"));
        if (!running.hasEnded(Duration.ofSeconds(1))) {
            running.stop(Duration.ofSeconds(2));
        }
    }

    private ChildProcess started() {
        if (process == null) {
            throw new IllegalStateException("Postgres in " + data + " has not been started");
        }
        return process;
    }
}
