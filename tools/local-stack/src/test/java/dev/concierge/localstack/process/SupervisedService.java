package dev.concierge.localstack.process;

import static org.awaitility.Awaitility.await;

import dev.concierge.localstack.app.Java;
import dev.concierge.localstack.infrastructure.FreePort;
import dev.concierge.localstack.infrastructure.ProcessIdentity;
import dev.concierge.localstack.setting.Home;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A supervisor and a service that are real processes, in a folder and on a port of each test's own. */
@Execution(ExecutionMode.CONCURRENT)
abstract class SupervisedService {
    static final Duration BOUND = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    final int port = FreePort.next();
    final List<Process> started = new ArrayList<>();
    Home home = new Home(Path.of(""));

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

    Process supervise(String... fingerprint) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Java.command(),
                "-Xmx48m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
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

    ProcessIdentity awaitReady() {
        await().atMost(BOUND)
                .until(() -> service()
                        .filter(process -> process.state() == ProcessState.READY && process.isAlive())
                        .isPresent());
        return service().map(RecordedProcess::identity).orElseThrow();
    }

    void awaitAnother(ProcessIdentity than) {
        await().atMost(BOUND)
                .until(() -> service()
                        .filter(now -> now.state() == ProcessState.READY && !than.equals(now.identity()))
                        .isPresent());
    }

    static boolean isAlive(ProcessIdentity process) {
        return process.running().isPresent();
    }

    void awaitSupervisor(Process supervisor) {
        await().atMost(BOUND).until(() -> {
            ProcessIdentity recorded = RunState.read(home).supervisor();
            return recorded != null && recorded.pid() == supervisor.pid();
        });
    }

    Optional<RecordedProcess> service() {
        return RunState.read(home).process(FakeFleet.SERVICE);
    }

    void tell(String what) throws IOException {
        HttpURLConnection connection = (HttpURLConnection)
                URI.create("http://localhost:" + port + "/" + what).toURL().openConnection();
        try {
            connection.getResponseCode();
        } catch (IOException crashed) {
            // it ended before it answered
        }
    }
}
