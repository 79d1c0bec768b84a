package dev.concierge.localstack.process;

import dev.concierge.localstack.app.Java;
import dev.concierge.localstack.process.Launch.Launched;
import dev.concierge.localstack.setting.Home;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/**
 * A supervisor with one service, as a process that a test can kill: folder, port, fingerprint. With one more argument
 * the service stands on something that cannot be started.
 */
final class FakeFleet {
    static final String SERVICE = "fake-service";
    static final String FOUNDATION = "fake-foundation";

    private FakeFleet() {}

    public static void main(String[] args) throws InterruptedException {
        Home home = new Home(Path.of(args[0]));
        ProcessSpec service = service(home, Integer.parseInt(args[1]), args[2]);
        List<ProcessSpec> foundation = args.length > 3 ? List.of(impossible()) : List.of();
        new Supervisor(home, foundation, List.of(service), Clock.systemUTC()).run(() -> {}, () -> {});
    }

    private static ProcessSpec impossible() {
        return new ProcessSpec(
                FOUNDATION,
                1,
                "any",
                () -> {
                    throw new IllegalStateException("on purpose");
                },
                new Readiness.Listening(1),
                StopRule.INFRASTRUCTURE);
    }

    static ProcessSpec service(Home home, int port, String fingerprint) {
        List<String> command = List.of(
                Java.command(),
                "-Xmx32m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                Java.classPath(),
                FakeService.class.getName(),
                String.valueOf(port));
        return new ProcessSpec(
                SERVICE,
                port,
                fingerprint,
                () -> Launched.child(Spawned.child(command, Map.of(), home.log(SERVICE))),
                new Readiness.Answering(URI.create("http://localhost:" + port + "/readyz")),
                StopRule.SERVICE);
    }
}
