package dev.concierge.testsupport.infrastructure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.concierge.localstack.infrastructure.ProcessIdentity;
import dev.concierge.localstack.infrastructure.RedisServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

class SharedInfrastructureTests {
    @TempDir(cleanup = CleanupMode.NEVER)
    Path directory;

    private BuildFolder build = new BuildFolder(Path.of("replaced"));

    @BeforeEach
    void prepare() {
        build = new BuildFolder(directory);
    }

    @AfterEach
    void end() {
        build.current().flatMap(current -> current.process().running()).ifPresent(ProcessHandle::destroy);
    }

    @Test
    void isStartedOnceForTwoJvmsThatComeAtTheSameMoment() throws Exception {
        Process one = testJvm();
        Process two = testJvm();

        assertThat(output(one)).isEqualTo(output(two)).contains("kafka=fake:");
        assertThat(Files.readAllLines(directory.resolve("starts"))).hasSize(1);
    }

    @Test
    void isJoinedByLaterJvms() {
        Addresses first = shared(Tenure.USUAL).join();

        assertThat(shared(Tenure.USUAL).join()).isEqualTo(first);
    }

    @Test
    void endsItselfWhenItsTestJvmsAreGone() throws Exception {
        assertThat(output(testJvm())).contains("kafka=fake:");
        ProcessHandle process = process();

        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> !process.isAlive());
        assertThat(build.current()).isEmpty();
        assertThat(directory.resolve("stops")).exists();
    }

    @Test
    void staysWhileATestJvmLives() {
        shared(Tenure.USUAL).join();
        ProcessHandle process = process();

        Awaitility.await()
                .during(Duration.ofSeconds(3))
                .atMost(Duration.ofSeconds(10))
                .until(process::isAlive);
    }

    @Test
    void endsAfterItsTenureWhoeverLives() throws Exception {
        new SharedInfrastructure(build, program("short"), Tenure.USUAL, Clock.systemUTC()).join();
        ProcessHandle process = process();

        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> !process.isAlive());
    }

    @Test
    void isReplacedWhenItsProcessWasKilled() {
        Addresses first = shared(Tenure.USUAL).join();
        kill(process());

        assertThat(shared(Tenure.USUAL).join()).isNotEqualTo(first);
    }

    @Test
    void isReplacedWhenThePidBelongsToSomebodyElseNow() {
        shared(Tenure.USUAL).join();
        BuildFolder.Current stale = build.current().orElseThrow();
        kill(process());
        ProcessIdentity foreign = new ProcessIdentity(
                ProcessHandle.current().pid(), stale.process().startedAt().minusSeconds(600));
        build.appoint(new BuildFolder.Current(foreign, stale.instance(), stale.code(), stale.addresses()));

        assertThat(shared(Tenure.USUAL).join()).isNotEqualTo(stale.addresses());
    }

    @Test
    void isStartedWhereTheStateFileWasCutShort() throws IOException {
        Files.writeString(directory.resolve("current.json"), "{\"process\":{\"pid\":1");

        assertThat(shared(Tenure.USUAL).join().kafka()).startsWith("fake:");
    }

    @Test
    void isReplacedWhenItIsTooOldForWhoComesNow() {
        Addresses first = shared(Tenure.USUAL).join();
        ProcessHandle old = process();

        Clock later = Clock.fixed(Instant.now().plus(Duration.ofMinutes(16)), ZoneOffset.UTC);
        Addresses second = new SharedInfrastructure(build, program("usual"), Tenure.USUAL, later).join();

        assertThat(second).isNotEqualTo(first);
        kill(old);
    }

    @Test
    void isReplacedWhenItsClassesWereBuiltAnew() {
        Addresses first = shared(Tenure.USUAL).join();
        BuildFolder.Current current = build.current().orElseThrow();
        ProcessHandle old = process();
        build.appoint(
                new BuildFolder.Current(current.process(), current.instance(), "older build", current.addresses()));

        assertThat(shared(Tenure.USUAL).join()).isNotEqualTo(first);
        kill(old);
    }

    @Test
    void endsWhenItsFolderWasCleanedAway() throws Exception {
        shared(Tenure.USUAL).join();
        ProcessHandle process = process();

        Instances.delete(build.current().orElseThrow().instance());

        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> !process.isAlive());
    }

    @Test
    void endsWhatAKilledOneLeft() throws Exception {
        Path killed = Files.createDirectories(directory.resolve("i-killed"));
        RedisServer left = RedisServer.in(killed.resolve("redis"), 0);
        left.start();
        ProcessHandle redis = ProcessHandle.of(left.pid()).orElseThrow();

        shared(Tenure.USUAL).join();

        assertThat(redis.isAlive()).isFalse();
        assertThat(killed).doesNotExist();
        assertThat(build.current().orElseThrow().instance()).exists();
    }

    @Test
    void saysWhyItDidNotStart() {
        SharedInfrastructure broken =
                new SharedInfrastructure(build, program("broken"), Tenure.USUAL, Clock.systemUTC());

        assertThatThrownBy(broken::join)
                .hasMessageContaining("The test infrastructure did not start")
                .hasMessageContaining("no room for Postgres");
    }

    private SharedInfrastructure shared(Tenure tenure) {
        return new SharedInfrastructure(build, program("usual"), tenure, Clock.systemUTC());
    }

    private static List<String> program(String behaviour) {
        return List.of(
                "-Dbehaviour=" + behaviour,
                "-cp",
                System.getProperty("java.class.path"),
                FakeInfrastructure.class.getName());
    }

    private ProcessHandle process() {
        return build.current().flatMap(current -> current.process().running()).orElseThrow();
    }

    private static void kill(ProcessHandle process) {
        process.destroyForcibly();
        process.onExit().join();
    }

    /** A JVM that joins, prints what it found, and goes. */
    private Process testJvm() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        JoiningJvm.class.getName(),
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static String output(Process process) throws Exception {
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return output;
    }

    /** Starts as a JVM of tests does. */
    static final class JoiningJvm {
        private JoiningJvm() {}

        public static void main(String[] args) {
            BuildFolder build = new BuildFolder(Path.of(args[0]));
            System.out.println(
                    new SharedInfrastructure(build, program("usual"), Tenure.USUAL, Clock.systemUTC()).join());
        }
    }

    /** The process with servers that cost nothing and a short patience. */
    static final class FakeInfrastructure implements Servers {
        private final Path folder;

        private FakeInfrastructure(Path folder) {
            this.folder = folder;
        }

        public static void main(String[] args) throws InterruptedException {
            Duration most = Duration.ofSeconds("short".equals(System.getProperty("behaviour")) ? 1 : 60);
            Tenure tenure = new Tenure(Duration.ofSeconds(1), Duration.ofMinutes(15), most);
            Path folder = Path.of(args[0]);
            new InfrastructureProcess(
                            new BuildFolder(folder), Path.of(args[1]), args[2], new FakeInfrastructure(folder), tenure)
                    .run();
        }

        @Override
        public Addresses start() {
            if ("broken".equals(System.getProperty("behaviour"))) {
                throw new IllegalStateException("no room for Postgres");
            }
            long pid = ProcessHandle.current().pid();
            append("starts", pid);
            return new Addresses("localhost", 1, "fake:" + pid, "localhost", 2, 3, folder);
        }

        @Override
        public void stop() {
            append("stops", ProcessHandle.current().pid());
        }

        private void append(String file, long pid) {
            try {
                Files.writeString(
                        folder.resolve(file), pid + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
