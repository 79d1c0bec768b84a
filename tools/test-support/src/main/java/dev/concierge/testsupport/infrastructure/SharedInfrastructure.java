package dev.concierge.testsupport.infrastructure;

import dev.concierge.localstack.infrastructure.KafkaServer;
import dev.concierge.localstack.infrastructure.LocalServer;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Joins the infrastructure of the build, or starts it for everyone who comes later. */
public final class SharedInfrastructure {
    private static final Duration START = Duration.ofMinutes(5);
    private static final String LOGGING = "dev/concierge/testsupport/infrastructure/logback-infrastructure.xml";

    private final BuildFolder build;
    private final List<String> program;
    private final Tenure tenure;
    private final Clock clock;

    /** @param program class path and main class of the process */
    SharedInfrastructure(BuildFolder build, List<String> program, Tenure tenure, Clock clock) {
        this.build = build;
        this.program = program;
        this.tenure = tenure;
        this.clock = clock;
    }

    /** @param folder shared by all JVMs of the build, such as {@code target/infrastructure} of its root */
    public static SharedInfrastructure in(Path folder) {
        List<String> program = List.of(
                "-cp", String.join(File.pathSeparator, CodeStamp.classPath()), InfrastructureProcess.class.getName());
        return new SharedInfrastructure(new BuildFolder(folder), program, Tenure.USUAL, Clock.systemUTC());
    }

    /** Answers when the servers do; they stay while this JVM lives, but for {@link Tenure#most}. */
    public Addresses join() {
        String code = CodeStamp.of(SharedInfrastructure.class, LocalServer.class);
        return build.alone(() -> {
            BuildFolder.Current current = build.current()
                    .filter(candidate -> isJoinable(candidate, code))
                    .orElseGet(() -> start(code));
            new Leases(current.instance()).take(ProcessHandle.current());
            return current.addresses();
        });
    }

    private boolean isJoinable(BuildFolder.Current candidate, String code) {
        Duration age = Duration.between(candidate.process().startedAt(), clock.instant());
        return candidate.runs() && candidate.code().equals(code) && age.compareTo(tenure.joinable()) < 0;
    }

    private BuildFolder.Current start(String code) {
        build.dismiss();
        try {
            Instances instances = new Instances(build.folder());
            instances.sweep();
            Path instance = instances.create();
            new Leases(instance).take(ProcessHandle.current());
            Path log = build.folder().resolve("infrastructure.log");
            Process process = new ProcessBuilder(command(instance, code))
                    .directory(build.folder().toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            process.getOutputStream().close();
            Instances.assign(instance, process.toHandle());
            return awaitAppointment(process, log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> command(Path instance, String code) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(KafkaServer.JVM_OPTIONS);
        command.add("-Dlogback.configurationFile=" + LOGGING);
        command.addAll(program);
        command.addAll(List.of(build.folder().toString(), instance.toString(), code));
        return command;
    }

    private BuildFolder.Current awaitAppointment(Process process, Path log) throws IOException {
        long deadline = System.nanoTime() + START.toNanos();
        Optional<BuildFolder.Current> appointed = build.current();
        while (appointed.isEmpty()) {
            if (hasEnded(process) || System.nanoTime() > deadline) {
                process.destroyForcibly();
                throw new IllegalStateException("The test infrastructure did not start:\n"
                        + Files.readString(log, StandardCharsets.ISO_8859_1));
            }
            appointed = build.current();
        }
        return appointed.get();
    }

    private static boolean hasEnded(Process process) {
        try {
            return process.waitFor(20, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
