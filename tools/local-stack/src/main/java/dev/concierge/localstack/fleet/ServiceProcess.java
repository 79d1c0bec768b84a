package dev.concierge.localstack.fleet;

import dev.concierge.localstack.app.AotCache;
import dev.concierge.localstack.app.App;
import dev.concierge.localstack.app.Fingerprint;
import dev.concierge.localstack.app.Java;
import dev.concierge.localstack.infrastructure.Folder;
import dev.concierge.localstack.process.Launch.Launched;
import dev.concierge.localstack.process.ProcessSpec;
import dev.concierge.localstack.process.Spawned;
import dev.concierge.localstack.process.StopRule;
import dev.concierge.localstack.setting.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How a service is started: its app, flags and environment. */
public record ServiceProcess(
        Instance instance, App app, List<String> flags, Map<String, String> environment, Path log) {
    private static final String HEAP = "CONCIERGE_XMX";

    public static List<ServiceProcess> all(Settings settings) {
        return Replicas.of(settings.home())
                .instances()
                .map(instance -> of(instance, settings))
                .toList();
    }

    private static ServiceProcess of(Instance instance, Settings settings) {
        Service service = instance.service();
        Map<String, String> environment = new HashMap<>(settings.dotEnv());
        environment.putAll(ServiceEnvironment.of(instance, settings));
        return new ServiceProcess(
                instance,
                App.of(service.name(), settings.home()),
                flags(service, settings),
                Map.copyOf(environment),
                settings.home().log(instance.name()));
    }

    /** C1 and the serial collector: on a few cores nine services start sooner and take half the memory. */
    private static List<String> flags(Service service, Settings settings) {
        String heap = settings.text("CONCIERGE_" + service.alias() + "_XMX")
                .or(() -> settings.text(HEAP))
                .orElse("160m");
        return List.of(
                "-Xmx" + heap,
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:+ExitOnOutOfMemoryError",
                "--enable-native-access=ALL-UNNAMED");
    }

    public ProcessSpec spec(Settings settings) {
        Fingerprint fingerprint = new Fingerprint().add(app.fingerprint()).add(flags);
        environment.entrySet().stream().sorted(Map.Entry.comparingByKey()).forEach(fingerprint::add);
        return new ProcessSpec(
                instance.name(),
                instance.port(settings),
                fingerprint.value(),
                () -> Launched.child(Spawned.child(command(settings), environment, log)),
                instance.readiness(settings),
                StopRule.SERVICE);
    }

    public AotCache cache(Settings settings) {
        return AotCache.of(instance.service().name(), List.of(app.fingerprint(), flags), settings.home());
    }

    /**
     * Runs the app up to the end of its wiring, before it listens, consumes or schedules, and with small files of its
     * own: a fleet that runs beside does not notice it.
     */
    void train(Settings settings) throws IOException, InterruptedException {
        Path state = settings.home().state("aot-training");
        List<String> arguments = new ArrayList<>(flags);
        arguments.addAll(
                List.of("-Dspring.context.exit=onRefresh", "-jar", app.jar().toString()));
        Map<String, String> apart = new HashMap<>(environment);
        apart.putAll(Map.of("PORT", "0", "CONCIERGE_MANAGEMENT_PORT", "0", "CONCIERGE_STATE_DIR", state.toString()));
        try {
            Files.createDirectories(state);
            cache(settings).train(arguments, apart);
        } finally {
            Folder.delete(state);
        }
    }

    /** Runs the app with a word of its own, such as a job that ends, and waits for it; returns its exit code. */
    public int run(String word, String heap) throws IOException, InterruptedException {
        ProcessBuilder job = new ProcessBuilder(
                        Java.command(),
                        "-Xmx" + heap,
                        "-XX:+UseSerialGC",
                        "--enable-native-access=ALL-UNNAMED",
                        "-jar",
                        app.jar().toString(),
                        word)
                .inheritIO();
        job.environment().putAll(environment);
        return job.start().waitFor();
    }

    private List<String> command(Settings settings) {
        List<String> command = new ArrayList<>(List.of(Java.command()));
        command.addAll(flags);
        command.addAll(cache(settings).use());
        command.addAll(List.of("-jar", app.jar().toString()));
        return command;
    }
}
