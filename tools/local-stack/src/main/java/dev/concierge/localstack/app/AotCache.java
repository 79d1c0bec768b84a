package dev.concierge.localstack.app;

import dev.concierge.localstack.infrastructure.Folder;
import dev.concierge.localstack.setting.Home;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The classes of an app as the JVM laid them out in a training run (JEP 483, 514). Without one the app starts the same,
 * only slower.
 */
public record AotCache(Path file) {
    private static final int TRAINING_MINUTES = 5;
    private static final Duration REFUSED_FOR = Duration.ofHours(1);

    /** @param parts whatever a cache is made for; a change of any makes it another cache */
    public static AotCache of(String name, List<?> parts, Home home) {
        String key = new Fingerprint().add(parts).add(Java.version()).value();
        return new AotCache(home.caches().resolve(name).resolve(key + ".aot"));
    }

    public boolean exists() {
        return Files.exists(file);
    }

    /** Neither there nor tried in vain a short while ago: what failed may have been the load of the machine. */
    public boolean isWanted(Instant now) {
        return !exists() && !isRefused(now);
    }

    private boolean isRefused(Instant now) {
        try {
            Path refusal = refusal();
            return Files.exists(refusal)
                    && Files.getLastModifiedTime(refusal).toInstant().isAfter(now.minus(REFUSED_FOR));
        } catch (IOException _) {
            return false;
        }
    }

    /** The JVM's flags: quiet, because a cache that does not fit costs nothing but time. */
    public List<String> use() {
        return exists() ? List.of("-XX:AOTCache=" + file, "-Xlog:aot=off", "-Xlog:cds=off") : List.of();
    }

    /**
     * Keeps what a program loads until it ends by itself. Niced, because it takes half a minute of a core. Under names
     * of our own: the training of a supervisor that was killed may still be at it.
     *
     * @param arguments of the JVM behind the flags for the cache
     */
    public void train(List<String> arguments, Map<String, String> environment)
            throws IOException, InterruptedException {
        Files.createDirectories(file.getParent());
        Path fresh = file.resolveSibling("training-" + ProcessHandle.current().pid() + ".aot");
        Path log = fresh.resolveSibling(fresh.getFileName() + ".log");
        List<String> command = new ArrayList<>(List.of("nice", "-n", "19", Java.command()));
        command.add("-XX:AOTCacheOutput=" + fresh);
        command.addAll(arguments);
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(Redirect.to(log.toFile()));
        builder.environment().putAll(environment);
        if (ends(builder.start()) && Files.exists(fresh)) {
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        } else {
            Files.move(log, refusal(), StandardCopyOption.REPLACE_EXISTING);
        }
        Folder.deleteAllBut(exists() ? file : refusal());
    }

    /** Whether it ends in time and in order; it never outlives us. */
    private static boolean ends(Process training) throws InterruptedException {
        Thread hook = new Thread(() -> kill(training), "end-training");
        Runtime.getRuntime().addShutdownHook(hook);
        boolean ended = training.waitFor(TRAINING_MINUTES, TimeUnit.MINUTES);
        Runtime.getRuntime().removeShutdownHook(hook);
        if (!ended) {
            kill(training);
        }
        return ended && training.exitValue() == 0;
    }

    private static void kill(Process training) {
        training.descendants().forEach(ProcessHandle::destroyForcibly);
        training.destroyForcibly();
    }

    /** What the training that failed said. */
    private Path refusal() {
        return file.resolveSibling(file.getFileName() + ".refused");
    }
}
