package dev.concierge.bench.startup;

import dev.concierge.bench.lab.Lab;
import dev.concierge.localstack.infrastructure.FreePort;
import dev.concierge.localstack.process.Memory;
import dev.concierge.localstack.process.Readiness;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** One service, started and ended again and again as the launcher does it. */
final class ServiceStart {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration SETTLES = Duration.ofSeconds(2);
    private static final List<String> SECRETS =
            List.of("signing-key", "operator-password", "client-secret-app", "client-secret-cli");
    private static final List<String> FLAGS =
            List.of("-Xmx160m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED");

    private final Path packed;
    private final Path folder;
    private final Path cache;
    private final Map<String, String> environment;
    private final int port = FreePort.next();

    ServiceStart(Path packed, Lab lab) throws IOException {
        this.packed = packed;
        this.folder = Files.createDirectories(lab.folder().resolve(name() + "-" + port));
        this.cache = folder.resolve("cache.aot");
        Path secrets = Files.createDirectories(folder.resolve("secrets"));
        for (String secret : SECRETS) {
            Files.writeString(secrets.resolve(secret), secret + "-0123456789abcdef0123456789abcdef");
        }
        this.environment = Map.of(
                "PORT", String.valueOf(port),
                "CONCIERGE_MANAGEMENT_PORT", String.valueOf(FreePort.next()),
                "CONCIERGE_DB_URL", lab.databaseUrl(name().replace('-', '_') + "_" + port),
                "CONCIERGE_DB_USER", lab.databaseUser(),
                "CONCIERGE_DB_PASSWORD", lab.databasePassword(),
                "CONCIERGE_KAFKA_BOOTSTRAP", lab.kafka(),
                "CONCIERGE_KAFKA_TOPIC_PREFIX", "start-" + port + ".",
                "CONCIERGE_SECRETS_DIR", secrets.toString(),
                "CONCIERGE_STATE_DIR", folder.resolve("state").toString());
    }

    /** @param pss once it has been ready for a few seconds, in bytes */
    record Cost(Duration processor, Duration ready, long pss) {}

    String name() {
        return packed.getFileName().toString().replaceAll("-\\d.*", "");
    }

    /** With the folder of a jar that is not where a build of this checkout leaves it. */
    String label() {
        Path parent =
                Objects.requireNonNull(packed.toAbsolutePath().getParent()).getFileName();
        return parent.endsWith("target") ? name() : parent + "/" + name();
    }

    void extract() throws IOException, InterruptedException {
        finish(process(
                List.of("-Djarmode=tools", "-jar", packed.toString(), "extract", "--destination", app().toString())));
    }

    /** Up to the end of its wiring, as the launcher's supervisor does. */
    void train() throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(FLAGS);
        arguments.addAll(List.of("-XX:AOTCacheOutput=" + cache, "-Dspring.context.exit=onRefresh", "-jar", jar()));
        finish(process(arguments));
    }

    Cost start() throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(FLAGS);
        if (Files.exists(cache)) {
            arguments.addAll(List.of("-XX:AOTCache=" + cache, "-Xlog:aot=off", "-Xlog:cds=off"));
        }
        arguments.addAll(List.of("-jar", jar()));
        Readiness readiness = new Readiness.Answering(URI.create("http://localhost:" + port + "/readyz"));
        long begin = System.nanoTime();
        Process service = process(arguments);
        try {
            while (!readiness.isReady()) {
                if (!service.isAlive() || System.nanoTime() - begin > PATIENCE.toNanos()) {
                    throw new IOException(name() + " does not start: " + log());
                }
                TimeUnit.MILLISECONDS.sleep(20);
            }
            Duration ready = Duration.ofNanos(System.nanoTime() - begin);
            Duration processor = service.info().totalCpuDuration().orElse(Duration.ZERO);
            TimeUnit.MILLISECONDS.sleep(SETTLES.toMillis());
            return new Cost(processor, ready, Memory.pss(service.toHandle()));
        } finally {
            service.destroy();
            if (!service.waitFor(30, TimeUnit.SECONDS)) {
                service.destroyForcibly();
            }
        }
    }

    private Path app() {
        return folder.resolve("app");
    }

    private String jar() {
        return app().resolve(packed.getFileName()).toString();
    }

    private Path log() {
        return folder.resolve("log");
    }

    private Process process(List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
        builder.environment().putAll(environment);
        return builder.start();
    }

    private void finish(Process process) throws IOException, InterruptedException {
        if (process.waitFor() != 0) {
            throw new IOException(name() + ": exit code " + process.exitValue() + ", " + Files.readString(log()));
        }
    }
}
