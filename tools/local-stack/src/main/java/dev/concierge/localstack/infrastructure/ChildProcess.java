package dev.concierge.localstack.infrastructure;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** A server process that writes to a log file, so that it outlives whoever started it. */
final class ChildProcess {
    private static final String BUSY = "Text file busy";
    private static final int ATTEMPTS = 50;
    private static final long BETWEEN_ATTEMPTS_NANOS = 20_000_000;

    private static final int TAIL = 12;
    private static final long LOG_LIMIT = 8L << 20;

    private final ProcessHandle process;
    private final Path log;

    private ChildProcess(ProcessHandle process, Path log) {
        this.process = process;
        this.log = log;
    }

    static ChildProcess start(List<String> command, Path log) throws IOException {
        if (Files.exists(log) && Files.size(log) > LOG_LIMIT) {
            Files.delete(log);
        }
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().put("LC_ALL", "C");
        Process started = start(builder);
        started.getOutputStream().close();
        return new ChildProcess(started.toHandle(), log);
    }

    /**
     * A program that was just written may be held open for a moment by what another thread is starting, which has not
     * closed what it inherited yet.
     */
    private static Process start(ProcessBuilder builder) throws IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                return builder.start();
            } catch (IOException failure) {
                if (attempt == ATTEMPTS || !String.valueOf(failure.getMessage()).contains(BUSY)) {
                    throw failure;
                }
                LockSupport.parkNanos(BETWEEN_ATTEMPTS_NANOS);
            }
        }
    }

    static ChildProcess adopt(ProcessHandle process, Path log) {
        return new ChildProcess(process, log);
    }

    /** Runs a command to its end and answers what it printed. */
    static Finished run(List<String> command) {
        return run(command, "");
    }

    /** @param input what it reads */
    static Finished run(List<String> command, String input) {
        try {
            ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.environment().put("LC_ALL", "C");
            Process started = builder.start();
            try (Writer writer = started.outputWriter(StandardCharsets.UTF_8)) {
                writer.write(input);
            }
            String output = new String(started.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Finished(started.waitFor(), output.strip());
        } catch (IOException notRunnable) {
            return new Finished(127, String.valueOf(notRunnable.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Finished(130, "interrupted");
        }
    }

    record Finished(int status, String output) {
        boolean succeeded() {
            return status == 0;
        }
    }

    ProcessHandle handle() {
        return process;
    }

    /** Waits until the server is ready; false when the process ended or the time is over. */
    boolean await(BooleanSupplier ready, Duration atMost) {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (!ready.getAsBoolean()) {
            if (hasEnded(Duration.ofMillis(25)) || System.nanoTime() > deadline) {
                return false;
            }
        }
        return true;
    }

    /** Whether the process has ended, waiting for it at most so long. */
    boolean hasEnded(Duration atMost) {
        try {
            process.onExit().get(atMost.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException running) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException("pid " + process.pid() + " cannot be watched", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return !process.isAlive();
        }
    }

    /** Asks the process to end, then makes it. */
    void stop(Duration grace) {
        process.destroy();
        if (!hasEnded(grace)) {
            process.destroyForcibly();
            hasEnded(grace);
        }
    }

    /** The last lines of the log, for a message to a person. */
    String lastLines() {
        try {
            List<String> lines = Files.readAllLines(log, StandardCharsets.ISO_8859_1);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL), lines.size()));
        } catch (IOException e) {
            return "(no log at " + log + ")";
        }
    }
}
