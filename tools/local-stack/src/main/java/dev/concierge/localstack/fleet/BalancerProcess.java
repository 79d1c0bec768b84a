package dev.concierge.localstack.fleet;

import dev.concierge.localstack.app.Fingerprint;
import dev.concierge.localstack.app.Java;
import dev.concierge.localstack.balancer.Balancer;
import dev.concierge.localstack.process.Launch.Launched;
import dev.concierge.localstack.process.ProcessSpec;
import dev.concierge.localstack.process.Readiness;
import dev.concierge.localstack.process.Spawned;
import dev.concierge.localstack.process.StopRule;
import dev.concierge.localstack.setting.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What stands before services that run more than once, as a process of its own. */
public final class BalancerProcess {
    /** As {@code ./concierge status} shows it. */
    public static final String NAME = "balancer";

    private BalancerProcess() {}

    /** The services that it stands before; it does not run where there is none. */
    public static List<Service> services(Settings settings) {
        Replicas replicas = Replicas.of(settings.home());
        return Fleet.SERVICES.stream().filter(replicas::isSeveral).toList();
    }

    static Optional<ProcessSpec> spec(Settings settings) {
        List<Service> services = services(settings);
        if (services.isEmpty()) {
            return Optional.empty();
        }
        int port = services.getFirst().sharedPort(settings);
        List<String> doors =
                services.stream().map(service -> door(service, settings)).toList();
        return Optional.of(new ProcessSpec(
                NAME,
                port,
                new Fingerprint().add(NAME).add(doors).value(),
                () -> Launched.child(
                        Spawned.child(command(doors), Map.of(), settings.home().log(NAME))),
                new Readiness.Listening(port),
                StopRule.INFRASTRUCTURE));
    }

    /** {@code 8981=8081,8181}. */
    private static String door(Service service, Settings settings) {
        return service.sharedPort(settings) + "="
                + Replicas.of(settings.home())
                        .of(service)
                        .map(copy -> String.valueOf(copy.port(settings)))
                        .collect(Collectors.joining(","));
    }

    private static List<String> command(List<String> doors) {
        List<String> command = new ArrayList<>(List.of(
                Java.command(),
                "-Xmx64m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                Java.classPath(),
                BalancerProcess.class.getName()));
        command.addAll(doors);
        return command;
    }

    /** Serves until the process is told to end: a door each. */
    public static void main(String[] doors) throws InterruptedException {
        for (String door : doors) {
            String[] parts = door.split("=", -1);
            List<Integer> copies =
                    Stream.of(parts[1].split(",", -1)).map(Integer::valueOf).toList();
            int port = Balancer.start(Integer.parseInt(parts[0]), copies).port();
            System.out.println("Connections to port " + port + " go to one of " + copies);
        }
        new CountDownLatch(1).await();
    }
}
