package dev.concierge.bench.dating;

import dev.concierge.bench.lab.Lab;
import dev.concierge.bench.live.Issuer;
import dev.concierge.localstack.infrastructure.FreePort;
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

/** A pod of datemaker as its image runs it. */
final class Pod implements AutoCloseable {
    /** What the image gives it in a pod of the chart: 66 % of 512 MiB. */
    private static final String HEAP = "-Xmx338m";

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final ProcessBuilder command;
    private final URI ready;
    private Process process;

    private Pod(ProcessBuilder command, URI ready) throws IOException {
        this.command = command;
        this.ready = ready;
        this.process = command.start();
    }

    /** Returns at once. */
    static Pod start(Path root, Lab lab, Issuer issuer, String name) throws IOException {
        int port = FreePort.next();
        ProcessBuilder command = new ProcessBuilder(
                        java(), HEAP, "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError", "-jar", jar(root))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        lab.folder().resolve(name + ".log").toFile()));
        command.environment()
                .putAll(Map.of(
                        "PORT", Integer.toString(port),
                        "CONCIERGE_MANAGEMENT_PORT", Integer.toString(FreePort.next()),
                        "CONCIERGE_DB_URL", lab.databaseUrl(),
                        "CONCIERGE_DB_USER", lab.databaseUser(),
                        "CONCIERGE_DB_PASSWORD", lab.databasePassword(),
                        "CONCIERGE_KAFKA_BOOTSTRAP", lab.kafka(),
                        "CONCIERGE_ISSUER", Issuer.NAME,
                        "CONCIERGE_JWK_SET_URI", issuer.keysUrl(),
                        "CONCIERGE_STATE_DIR", lab.folder().resolve(name + "-state").toString()));
        return new Pod(command, URI.create("http://127.0.0.1:" + port + "/readyz"));
    }

    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    static String jar(Path root) throws IOException {
        try (Stream<Path> files = Files.list(root.resolve("datemaker/target"))) {
            return files.filter(file -> file.getFileName().toString().matches("datemaker-.*\\.jar"))
                    .findFirst()
                    .orElseThrow(() -> new IOException("datemaker is not built: ./mvnw -Pquick package"))
                    .toString();
        }
    }

    Pod awaitReady() throws IOException, InterruptedException {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (!isReady()) {
            if (System.nanoTime() > until || !process.isAlive()) {
                close();
                throw new IOException(ready + " is not ready");
            }
            TimeUnit.MILLISECONDS.sleep(200);
        }
        return this;
    }

    private boolean isReady() throws InterruptedException {
        try {
            HttpRequest asked =
                    HttpRequest.newBuilder(ready).timeout(Duration.ofSeconds(2)).build();
            return HTTP.send(asked, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    /** Ends it at once, as a crash would, and starts it again. */
    void crash() throws IOException, InterruptedException {
        process.destroyForcibly().onExit().join();
        process = command.start();
        awaitReady();
    }

    /** Stops it in the middle of whatever it does, and lets it go on after so long. */
    void freeze(Duration length) throws IOException, InterruptedException {
        signal("STOP");
        TimeUnit.MILLISECONDS.sleep(length.toMillis());
        signal("CONT");
    }

    private void signal(String signal) throws IOException, InterruptedException {
        new ProcessBuilder(List.of("kill", "-" + signal, Long.toString(process.pid()))).start().waitFor();
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
