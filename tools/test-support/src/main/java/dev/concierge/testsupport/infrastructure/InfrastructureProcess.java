package dev.concierge.testsupport.infrastructure;

import dev.concierge.localstack.infrastructure.ProcessIdentity;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Runs the servers for all test JVMs of a build and ends itself when none is left. */
final class InfrastructureProcess {
    private static final Duration CHECK = Duration.ofMillis(500);

    private final BuildFolder build;
    private final Path instance;
    private final Servers servers;
    private final Tenure tenure;
    private final String code;
    private final ProcessIdentity self = ProcessIdentity.of(ProcessHandle.current());
    private final CountDownLatch told = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);

    InfrastructureProcess(BuildFolder build, Path instance, String code, Servers servers, Tenure tenure) {
        this.build = build;
        this.instance = instance;
        this.code = code;
        this.servers = servers;
        this.tenure = tenure;
    }

    /** {@code <build folder> <instance folder> <code stamp>}. */
    public static void main(String[] args) throws InterruptedException {
        Path folder = Path.of(args[0]);
        Path instance = Path.of(args[1]);
        new InfrastructureProcess(new BuildFolder(folder), instance, args[2], choose(folder, instance), Tenure.USUAL)
                .run();
        System.exit(0);
    }

    /** The one place that decides between containers and embedded binaries. */
    static Servers choose(Path folder, Path instance) {
        return DockerEngine.at(Optional.ofNullable(System.getenv("DOCKER_HOST")))
                        .answers()
                ? new ContainerServers(instance)
                : new EmbeddedServers(instance, folder.resolve("programs"));
    }

    void run() throws InterruptedException {
        Runtime.getRuntime().addShutdownHook(new Thread(this::endWhenTold));
        try {
            build.appoint(new BuildFolder.Current(self, instance, code, servers.start()));
            serve();
        } finally {
            end();
        }
    }

    private void serve() throws InterruptedException {
        long start = System.nanoTime();
        long used = start;
        while (!told.await(CHECK.toMillis(), TimeUnit.MILLISECONDS)) {
            if (new Leases(instance).anyAlive()) {
                used = System.nanoTime();
            }
            boolean wanted = isCurrent() ? since(used) < tenure.idle().toNanos() : since(used) < CHECK.toNanos();
            if (!wanted && !dismissIfUnused()) {
                used = System.nanoTime();
            } else if (!wanted || since(start) > tenure.most().toNanos() || !Files.isDirectory(instance)) {
                break;
            }
        }
    }

    /** Under the lock, so that no JVM takes a lease on servers that are about to stop. */
    private boolean dismissIfUnused() {
        return build.alone(() -> {
            if (new Leases(instance).anyAlive()) {
                return false;
            }
            if (isCurrent()) {
                build.dismiss();
            }
            return true;
        });
    }

    private boolean isCurrent() {
        return build.current().map(current -> current.process().equals(self)).orElse(false);
    }

    private void endWhenTold() {
        told.countDown();
        try {
            ended.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void end() {
        try {
            if (isCurrent()) {
                build.dismiss();
            }
            servers.stop();
            Instances.delete(instance);
        } finally {
            ended.countDown();
        }
    }

    private static long since(long start) {
        return System.nanoTime() - start;
    }
}
