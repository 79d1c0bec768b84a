package dev.concierge.localstack.command;

import dev.concierge.localstack.fleet.Fleet;
import dev.concierge.localstack.fleet.Instance;
import dev.concierge.localstack.fleet.Replicas;
import dev.concierge.localstack.process.ProcessState;
import dev.concierge.localstack.process.RecordedProcess;
import dev.concierge.localstack.process.RunState;
import dev.concierge.localstack.process.Shutdown;
import dev.concierge.localstack.setting.CannotContinue;
import dev.concierge.localstack.setting.Home;
import dev.concierge.localstack.setting.Settings;
import dev.concierge.localstack.setting.Wait;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;

/** Stops a service's processes politely; the supervisor starts each one again. */
final class Restart {
    /** As long as a whole fleet may take to start: under load on two cores one service alone has taken minutes. */
    private static final Duration BOUND = Duration.ofMinutes(10);
    /** Gateway and balancer ask copies at least twice a second; none of them says what it knows. */
    private static final Duration SEEN_BY_OTHERS = Duration.ofSeconds(2);

    private Restart() {}

    static int run(Settings settings, Arguments arguments) {
        String name = arguments.operand().orElseThrow(() -> arguments.usage().wrong("no service"));
        List<Instance> instances = Fleet.SERVICES.stream()
                .filter(service -> service.name().equals(name))
                .findFirst()
                .map(service -> Replicas.of(settings.home()).of(service).toList())
                .orElseThrow(() -> arguments.usage().wrong(name + " (expected: a service of the fleet)"));
        if (!RunState.read(settings.home()).isSupervised()) {
            throw new CannotContinue("nothing runs", "start the fleet: ./concierge up");
        }
        if (arguments.has("--rolling")) {
            rolling(instances, settings.home());
        } else {
            restart(instances, settings.home());
        }
        return 0;
    }

    /** The next copy goes once others had the time to find out that the one before is back. */
    private static void rolling(List<Instance> instances, Home home) {
        for (int at = 0; at < instances.size(); at++) {
            if (at > 0) {
                LockSupport.parkNanos(SEEN_BY_OTHERS.toNanos());
            }
            restart(List.of(instances.get(at)), home);
        }
    }

    private static void restart(List<Instance> instances, Home home) {
        List<RecordedProcess> before = instances.stream()
                .flatMap(instance -> RunState.read(home).process(instance.name()).stream())
                .toList();
        Shutdown.of(before, stopped -> System.out.printf("  %-18s stopped%n", stopped));
        before.forEach(process -> awaitReady(process, home));
    }

    private static void awaitReady(RecordedProcess before, Home home) {
        String name = before.name();
        if (!Wait.until(
                BOUND,
                () -> RunState.read(home)
                        .process(name)
                        .filter(now -> isAnew(now, before))
                        .isPresent())) {
            throw new CannotContinue(name + " does not come back", "see ./concierge logs " + name);
        }
        long millis = RunState.read(home)
                .process(name)
                .map(RecordedProcess::startMillis)
                .orElse(0L);
        System.out.printf(Locale.ROOT, "  %-18s ready in %5.1f s%n", name, millis / 1000.0);
    }

    private static boolean isAnew(RecordedProcess now, RecordedProcess before) {
        return now.state() == ProcessState.READY && !Objects.equals(now.identity(), before.identity());
    }
}
