package dev.concierge.localstack.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.concierge.localstack.app.Java;
import dev.concierge.localstack.infrastructure.Folder;
import dev.concierge.localstack.infrastructure.FreePort;
import dev.concierge.localstack.infrastructure.ProcessIdentity;
import dev.concierge.localstack.setting.Home;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a supervisor and a service that are real processes. */
class SupervisorTests {
    private static final Duration BOUND = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private final int port = FreePort.next();
    private final List<Process> started = new ArrayList<>();
    private Home home = new Home(Path.of(""));

    @BeforeEach
    void prepare() throws IOException {
        home = new Home(folder);
        Files.createDirectories(home.run());
        Files.createDirectories(home.logs());
    }

    @AfterEach
    void end() {
        started.forEach(Process::destroyForcibly);
        Shutdown.of(RunState.read(home).alive(), _ -> {});
    }

    @Test
    void startsWhatIsNotThereAndEndsItWhenTold() throws Exception {
        Process supervisor = supervise("one");
        ProcessIdentity service = awaitReady();

        supervisor.destroy();

        await().atMost(BOUND).until(() -> !supervisor.isAlive());
        assertThat(isAlive(service)).isFalse();
        assertThat(RunState.read(home).isSupervised()).isFalse();
    }

    @Test
    void startsAgainWhatCrashed() throws Exception {
        supervise("one");
        ProcessIdentity first = awaitReady();

        tell("crash");

        awaitAnother(first);
        assertThat(service().orElseThrow().restarts()).isEqualTo(1);
    }

    @Test
    void saysWhyItPausesBeforeTheNextStart() throws Exception {
        supervise("one");
        awaitReady();

        tell("crash");

        await().atMost(BOUND)
                .until(() -> service()
                        .filter(now -> "ended with exit code 3; starts again in 1 s".equals(now.note()))
                        .isPresent());
    }

    @Test
    void adoptsWhatAKilledSupervisorLeftRunning() throws Exception {
        Process killed = supervise("one");
        ProcessIdentity before = awaitReady();
        killed.destroyForcibly().waitFor();
        assertThat(isAlive(before)).isTrue();

        Process next = supervise("one");

        awaitSupervisor(next);
        assertThat(awaitReady()).isEqualTo(before);
    }

    @Test
    void endsWhatAKilledSupervisorLeftRunningBeforeItCouldAdoptIt() throws Exception {
        Process killed = supervise("one");
        ProcessIdentity before = awaitReady();
        killed.destroyForcibly().waitFor();
        Process next = supervise("one", "without its foundation");
        await().atMost(BOUND)
                .until(() -> RunState.read(home)
                        .process(FakeFleet.FOUNDATION)
                        .filter(foundation -> foundation.restarts() > 0)
                        .isPresent());
        assertThat(service().map(RecordedProcess::identity)).contains(before);

        next.destroy();

        await().atMost(BOUND).until(() -> !next.isAlive());
        assertThat(isAlive(before)).isFalse();
    }

    @Test
    void watchesWhatItAdopted() throws Exception {
        supervise("one").destroyForcibly().waitFor();
        awaitSupervisor(supervise("one"));
        ProcessIdentity adopted = awaitReady();

        tell("crash");

        awaitAnother(adopted);
    }

    @Test
    void asksAnAdoptedOneAgainWhetherItIsReady() throws Exception {
        Process killed = supervise("one");
        awaitReady();
        killed.destroyForcibly().waitFor();
        tell("fail");

        awaitSupervisor(supervise("one"));

        await().atMost(BOUND)
                .until(() -> service()
                        .filter(now -> now.state() == ProcessState.STARTING && now.isAlive())
                        .isPresent());
        tell("heal");
        awaitReady();
    }

    @Test
    void replacesWhatWasStartedDifferently() throws Exception {
        Process killed = supervise("one");
        ProcessIdentity before = awaitReady();
        killed.destroyForcibly().waitFor();

        awaitSupervisor(supervise("two"));

        await().atMost(BOUND)
                .until(() -> service()
                        .filter(now -> now.state() == ProcessState.READY
                                && now.fingerprint().equals("two"))
                        .isPresent());
        assertThat(isAlive(before)).isFalse();
    }

    @Test
    void keepsTheFleetWhenLogsCannotBeKeptSmall() throws Exception {
        Process supervisor = supervise("one");
        ProcessIdentity service = awaitReady();
        Path supervisorLog = Files.move(home.log("supervisor"), folder.resolve("supervisor.log"));
        Folder.delete(home.logs());

        await().atMost(BOUND)
                .until(() -> !supervisor.isAlive()
                        || Files.readString(supervisorLog).split("logs cannot be kept small", -1).length > 2);

        assertThat(supervisor.isAlive()).isTrue();
        assertThat(isAlive(service)).isTrue();
    }

    @Test
    void goesOnWhileItsStateCannotBeWritten() throws Exception {
        supervise("one");
        ProcessIdentity first = awaitReady();
        Path inTheWay = Files.createDirectory(home.run().resolve("state.new"));

        tell("crash");
        await().atMost(BOUND).until(() -> !isAlive(first));
        await().atMost(BOUND).until(FakeFleet.service(home, port, "one").readiness()::isReady);
        Files.delete(inTheWay);

        awaitAnother(first);
    }

    @Test
    void stepsAsideWithoutEndingAnything() throws Exception {
        Process supervisor = supervise("one");
        ProcessIdentity service = awaitReady();

        Handover.request(home);

        assertThat(supervisor.isAlive()).isFalse();
        assertThat(isAlive(service)).isTrue();
    }

    @Test
    void leavesAloneWhoeverGotARecordedPid() throws Exception {
        Process stranger = new ProcessBuilder("sleep", "120").start();
        started.add(stranger);
        ProcessIdentity longGone = new ProcessIdentity(stranger.pid(), Instant.parse("2020-01-01T00:00:00Z"));
        RecordedProcess stale =
                RecordedProcess.notStarted(FakeFleet.service(home, port, "old")).started(longGone);
        new RunState(longGone, List.of(stale), null, null).write(home);

        supervise("one");

        assertThat(awaitReady().pid()).isNotEqualTo(stranger.pid());
        assertThat(stranger.isAlive()).isTrue();
    }

    @Test
    void hasNothingToDoWhenEverythingRunsAsItShould() throws Exception {
        supervise("one");
        awaitReady();

        assertThat(RunState.read(home).fulfils(List.of(FakeFleet.service(home, port, "one"))))
                .isTrue();
        assertThat(RunState.read(home).fulfils(List.of(FakeFleet.service(home, port, "two"))))
                .isFalse();
    }

    private Process supervise(String... fingerprint) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Java.command(),
                "-Xmx48m",
                "-cp",
                Java.classPath(),
                FakeFleet.class.getName(),
                folder.toString(),
                String.valueOf(port)));
        command.addAll(List.of(fingerprint));
        Process supervisor = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(home.log("supervisor").toFile())
                .start();
        started.add(supervisor);
        return supervisor;
    }

    private ProcessIdentity awaitReady() {
        await().atMost(BOUND)
                .until(() -> service()
                        .filter(process -> process.state() == ProcessState.READY && process.isAlive())
                        .isPresent());
        return service().map(RecordedProcess::identity).orElseThrow();
    }

    private void awaitAnother(ProcessIdentity than) {
        await().atMost(BOUND)
                .until(() -> service()
                        .filter(now -> now.state() == ProcessState.READY && !than.equals(now.identity()))
                        .isPresent());
    }

    private static boolean isAlive(ProcessIdentity process) {
        return process.running().isPresent();
    }

    private void awaitSupervisor(Process supervisor) {
        await().atMost(BOUND).until(() -> {
            ProcessIdentity recorded = RunState.read(home).supervisor();
            return recorded != null && recorded.pid() == supervisor.pid();
        });
    }

    private Optional<RecordedProcess> service() {
        return RunState.read(home).process(FakeFleet.SERVICE);
    }

    private void tell(String what) throws IOException {
        HttpURLConnection connection = (HttpURLConnection)
                URI.create("http://localhost:" + port + "/" + what).toURL().openConnection();
        try {
            connection.getResponseCode();
        } catch (IOException crashed) {
            // it ended before it answered
        }
    }
}
