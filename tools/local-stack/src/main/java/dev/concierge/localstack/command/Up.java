package dev.concierge.localstack.command;

import dev.concierge.localstack.app.App;
import dev.concierge.localstack.app.BuildFleet;
import dev.concierge.localstack.app.ExtractApps;
import dev.concierge.localstack.app.Java;
import dev.concierge.localstack.app.Sources;
import dev.concierge.localstack.check.Finding;
import dev.concierge.localstack.check.Preflight;
import dev.concierge.localstack.fleet.Fleet;
import dev.concierge.localstack.fleet.Foundation;
import dev.concierge.localstack.fleet.Instance;
import dev.concierge.localstack.fleet.Replicas;
import dev.concierge.localstack.fleet.Secrets;
import dev.concierge.localstack.fleet.Service;
import dev.concierge.localstack.fleet.ServiceProcess;
import dev.concierge.localstack.process.Handover;
import dev.concierge.localstack.process.ProcessSpec;
import dev.concierge.localstack.process.RunState;
import dev.concierge.localstack.process.Spawned;
import dev.concierge.localstack.setting.CannotContinue;
import dev.concierge.localstack.setting.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Brings the fleet from whatever state it is in to ready. */
final class Up {
    private Up() {}

    static int run(Settings settings, Arguments arguments) throws Exception {
        arguments.option("--replicas").ifPresent(choices -> Replicas.choose(choices, settings.home()));
        preflight(settings);
        build(settings);
        Secrets.generate(settings.home());
        for (Instance instance : Replicas.of(settings.home()).instances().toList()) {
            Files.createDirectories(settings.home().state(instance.name()));
        }
        List<ServiceProcess> services = ServiceProcess.all(settings);
        List<App> apps = services.stream().map(ServiceProcess::app).distinct().toList();
        ExtractApps.extract(apps);
        List<ProcessSpec> specs = Stream.concat(
                        Foundation.of(settings).stream(), services.stream().map(service -> service.spec(settings)))
                .toList();
        start(settings, specs);
        ExtractApps.forgetOlder(apps);
        Welcome.print(settings);
        return arguments.has("--attach") ? stay(settings) : 0;
    }

    private static void preflight(Settings settings) {
        List<Finding> findings = Preflight.look(settings);
        findings.stream()
                .filter(finding -> !(finding instanceof Finding.Fine))
                .forEach(finding -> System.err.println(Doctor.line(finding)));
        if (findings.stream().anyMatch(Finding.Broken.class::isInstance)) {
            throw new CannotContinue("this machine is not ready for a start", "see the lines above");
        }
    }

    private static void build(Settings settings) {
        List<String> stale =
                Sources.stale(Fleet.SERVICES.stream().map(Service::name).toList(), settings.home());
        if (!stale.isEmpty()) {
            System.out.println("Building " + String.join(", ", stale));
            long start = System.nanoTime();
            new BuildFleet(settings.home()).build(stale);
            System.out.println(
                    "  built in " + Duration.ofNanos(System.nanoTime() - start).toSeconds() + " s");
        }
    }

    private static void start(Settings settings, List<ProcessSpec> specs) throws IOException {
        RunState state = RunState.read(settings.home());
        if (state.fulfils(specs)) {
            System.out.println("Everything is up already.");
            return;
        }
        Handover.request(settings.home());
        Spawned.detached(supervisor(settings), settings.home().log("supervisor"));
        new Progress(settings.home(), specs, state.supervisor()).awaitReady();
    }

    private static List<String> supervisor(Settings settings) {
        return List.of(
                Java.command(),
                "-Xmx48m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dconcierge.root=" + settings.home().root(),
                "-cp",
                Java.classPath(),
                "dev.concierge.localstack.Concierge",
                "supervise");
    }

    /** In front: shows every new log line, and takes the fleet down when it is ended. */
    private static int stay(Settings settings) throws IOException, InterruptedException {
        System.out.println("Ctrl-C stops everything.");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> Down.down(settings.home()), "down"));
        List<LogTail> tails = Logs.all(settings.home()).stream()
                .map(log -> LogTail.of(log, true))
                .toList();
        for (LogTail tail : tails) {
            tail.printLast(0);
        }
        return LogTail.follow(tails);
    }
}
