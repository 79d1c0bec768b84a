package dev.concierge.bench.lab;

import dev.concierge.localstack.app.Java;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A server under load, as a process of its own. */
public final class Server implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int LINES_TOLD = 30;
    private static final Duration ATTEMPT = Duration.ofSeconds(2);
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final ProcessBuilder command;
    private final Path log;
    private final URI ready;
    private Process process;

    /** @param ready answers 200 once it serves */
    public Server(List<String> command, Map<String, String> environment, Path log, URI ready) throws IOException {
        this.command = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        this.command.environment().putAll(environment);
        this.log = log;
        this.ready = ready;
        this.process = this.command.start();
    }

    /** Itself once it serves; else it is ended. */
    public Server awaitReady() throws IOException, InterruptedException {
        if (!becomesReady()) {
            String how = process.isAlive() ? "not ready within " + PATIENCE : "ended with " + process.exitValue();
            close();
            throw new IOException(ready + ": " + how + "; the end of its log:\n" + endOfLog());
        }
        return this;
    }

    private String endOfLog() throws IOException {
        List<String> lines = Files.readAllLines(log);
        return String.join("\n", lines.subList(Math.max(0, lines.size() - LINES_TOLD), lines.size()));
    }

    private boolean becomesReady() throws InterruptedException {
        try (HttpClient http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            long until = System.nanoTime() + PATIENCE.toNanos();
            while (System.nanoTime() < until) {
                if (!process.isAlive()) {
                    return false;
                }
                if (isReady(http)) {
                    return true;
                }
                TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
            }
        }
        return false;
    }

    /** Ends it at once, as a crash would, and starts it again. */
    public void crash() throws IOException, InterruptedException {
        crash(() -> {});
    }

    /** @param meanwhile while it is down */
    public void crash(Runnable meanwhile) throws IOException, InterruptedException {
        process.destroyForcibly().onExit().join();
        meanwhile.run();
        process = command.start();
        awaitReady();
    }

    /** Ends it in the orderly way, and starts it again. */
    public void restart() throws IOException, InterruptedException {
        close();
        process = command.start();
        awaitReady();
    }

    /** Stops it in the middle of whatever it does, and lets it go on after so long. */
    public void freeze(Duration length) throws IOException, InterruptedException {
        signal("STOP");
        try {
            TimeUnit.MILLISECONDS.sleep(length.toMillis());
        } finally {
            signal("CONT");
        }
    }

    private void signal(String signal) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                .start()
                .waitFor();
    }

    /** Has it collect its garbage, all there is; it is a JVM of this machine's JDK. */
    public void collectGarbage() throws IOException, InterruptedException {
        String jcmd = Path.of(Java.command()).resolveSibling("jcmd").toString();
        int exit = new ProcessBuilder(jcmd, Long.toString(process.pid()), "GC.run")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        if (exit != 0) {
            throw new IOException(jcmd + " ended with " + exit);
        }
    }

    /** Memory that it has of its own, in kB (Linux). */
    public long residentKilobytes() throws IOException {
        return statusKilobytes("VmRSS");
    }

    /** Processor time that it and those it started have used. */
    public Duration processorTime() {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .map(each -> each.info().totalCpuDuration().orElse(Duration.ZERO))
                .reduce(Duration.ZERO, Duration::plus);
    }

    private long statusKilobytes(String field) throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status")).stream()
                .filter(line -> line.startsWith(field))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElse(0);
    }

    private boolean isReady(HttpClient http) throws InterruptedException {
        try {
            return http.send(
                                    HttpRequest.newBuilder(ready)
                                            .timeout(ATTEMPT)
                                            .build(),
                                    HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit()
                .orTimeout(30, TimeUnit.SECONDS)
                .exceptionally(_ -> process.destroyForcibly())
                .join();
    }
}
