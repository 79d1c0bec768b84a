package dev.concierge.localstack.infrastructure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A Postgres data folder: made as a whole or not at all, and explained when it is neither. */
final class PostgresFolder {
    private static final String VERSION = "18";
    private static final Duration START_TOLERANCE = Duration.ofSeconds(5);
    /** Above every system's limit, so no process has it. */
    private static final String NOBODYS_PID = "2147483646";

    private static final int STATUS_LINE = 7;

    /** Nobody is trusted because of where they come from: another user of the machine is on loopback, too. */
    private static final String PASSWORDS = """
            # TYPE  DATABASE  USER  ADDRESS       METHOD
            host    all       all   127.0.0.1/32  scram-sha-256
            """;

    private final Path data;
    private final Path lock;

    PostgresFolder(Path data) {
        this.data = data;
        this.lock = data.resolve("postmaster.pid");
    }

    /**
     * A postmaster as its own lock file tells of it.
     *
     * @param process alive
     */
    record Postmaster(ProcessHandle process, int port) {}

    boolean isAbsent() {
        return !Files.exists(data);
    }

    /** Makes the folder beside and moves it into place, so that a kill in between leaves nothing half-written. */
    void initialise(Path bin, Unprivileged user, boolean durable) throws IOException {
        Path fresh = data.resolveSibling("data.new");
        Folder.delete(fresh);
        user.createFolder(fresh);
        List<String> command = user.command(
                bin.resolve("initdb").toString(),
                "--pgdata=" + fresh,
                "--username=" + PostgresDatabases.SUPERUSER,
                "--auth=trust",
                "--encoding=UTF8",
                "--locale=C",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8");
        if (!durable) {
            command.add("--no-sync");
        }
        ChildProcess.Finished initdb = ChildProcess.run(command);
        if (!initdb.succeeded()) {
            throw new ServerNotStarted("Postgres could not make its data folder " + data + ":\n" + initdb.output());
        }
        Files.move(fresh, data, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Whether the server takes whoever comes for whom they say they are, as it does in a new folder. */
    boolean trusts() throws IOException {
        Path access = data.resolve("pg_hba.conf");
        return !Files.exists(access) || !Files.readString(access).equals(PASSWORDS);
    }

    /** Before the server listens, so that there is no moment for anybody else. */
    void askForPasswords(Path bin, Unprivileged user, String superuserPassword) throws IOException {
        ChildProcess.Finished alone = ChildProcess.run(
                user.command(bin.resolve("postgres").toString(), "--single", "-D", data.toString(), "postgres"),
                "ALTER ROLE " + PostgresDatabases.SUPERUSER + " PASSWORD '" + superuserPassword + "'\n");
        if (!alone.succeeded() || alone.output().contains("ERROR:")) {
            throw new ServerNotStarted(
                    "Postgres could not give its superuser a password in " + data + ":\n" + alone.output());
        }
        Files.writeString(data.resolve("pg_hba.conf"), PASSWORDS);
    }

    /** Explains a folder that no Postgres 18 wrote whole. */
    void check() throws IOException {
        Path version = data.resolve("PG_VERSION");
        if (!Files.exists(version) || !Files.exists(data.resolve("global").resolve("pg_control"))) {
            throw new ServerNotStarted("The Postgres data folder " + data + " is half-written (expected: PG_VERSION and"
                    + " global/pg_control). Put back a copy, or delete the folder to start empty.");
        }
        String found = Files.readString(version).strip();
        if (!found.equals(VERSION)) {
            throw new ServerNotStarted("The Postgres data folder " + data + " is of version " + found + " (expected: "
                    + VERSION + "). Start empty by deleting it, or go back to the release that wrote it.");
        }
    }

    /** The postmaster that serves this folder at the moment. */
    Optional<Postmaster> running() throws IOException {
        List<String> lines = lockLines();
        if (lines.size() < 4) {
            return Optional.empty();
        }
        try {
            Instant startedAt =
                    Instant.ofEpochSecond(Long.parseLong(lines.get(2).strip()));
            int port = Integer.parseInt(lines.get(3).strip());
            return ProcessHandle.of(Long.parseLong(lines.get(0).strip()))
                    .filter(ProcessHandle::isAlive)
                    .filter(process -> isPostmaster(process, startedAt))
                    .map(process -> new Postmaster(process, port));
        } catch (NumberFormatException cutShort) {
            return Optional.empty();
        }
    }

    /** Whether this very process takes connections; whoever else has its port does not count. */
    boolean isServedBy(ProcessHandle process) {
        try {
            List<String> lines = lockLines();
            return lines.size() > STATUS_LINE
                    && lines.get(0).strip().equals(String.valueOf(process.pid()))
                    && lines.get(STATUS_LINE).strip().equals("ready");
        } catch (IOException replacedMeanwhile) {
            return false;
        }
    }

    /**
     * Keeps Postgres from taking an unrelated process with the pid of its dead postmaster for that one. The rest of
     * the lock file stays: by its shared memory key Postgres sees backends that still write.
     */
    void forgetForeignProcess() throws IOException {
        List<String> lines = new ArrayList<>(lockLines());
        if (!lines.isEmpty() && running().isEmpty()) {
            lines.set(0, NOBODYS_PID);
            Files.writeString(lock, String.join("\n", lines) + "\n");
        }
    }

    private List<String> lockLines() throws IOException {
        return Files.exists(lock) ? Files.readAllLines(lock) : List.of();
    }

    private static boolean isPostmaster(ProcessHandle process, Instant startedAt) {
        boolean named = process.info()
                .command()
                .map(command -> command.endsWith("/postgres"))
                .orElse(false);
        return named
                && process.info()
                        .startInstant()
                        .map(start -> Duration.between(start, startedAt).abs().compareTo(START_TOLERANCE) <= 0)
                        .orElse(false);
    }
}
