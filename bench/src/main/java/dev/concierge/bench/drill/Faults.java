package dev.concierge.bench.drill;

import dev.concierge.localstack.driver.LocalFleet;
import dev.concierge.localstack.setting.Wait;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/** The faults of one drill, drawn from its seed, each waited out; counts kills and measures recoveries. */
final class Faults {
    private static final Duration RECOVERY = Duration.ofMinutes(4);
    private static final List<String> SERVICES =
            List.of("user-service", "event-service", "journey-service", "notification-hub");

    private final LocalFleet fleet;
    private final Random random;
    private final Map<String, Double> recoverySeconds = new LinkedHashMap<>();
    private int kills;

    Faults(LocalFleet fleet, long seed) {
        this.fleet = fleet;
        this.random = new Random(seed);
    }

    /** Kills each service once, in an order and after pauses drawn from the seed. */
    void killServices(Duration longestPause) {
        List<String> order = new ArrayList<>(SERVICES);
        Collections.shuffle(order, random);
        for (String service : order) {
            pause(Duration.ofMillis(random.nextLong(longestPause.toMillis())));
            kill(service);
        }
    }

    /** Kills processes at one moment and waits until all are ready again. */
    void kill(String... names) {
        Map<String, Long> pids = new LinkedHashMap<>();
        for (String name : names) {
            pids.put(name, fleet.pid(name).orElseThrow());
        }
        long fault = System.nanoTime();
        for (String name : names) {
            if (!fleet.kill(name)) {
                throw new IllegalStateException(name + " could not be killed");
            }
            kills++;
        }
        pids.forEach(this::awaitSuccessor);
        recovered("kill " + String.join(" and ", names), List.of(names), fault);
    }

    /** Keeps a process down by killing each successor as it appears. */
    void keepDown(String name, Duration length) {
        long end = System.nanoTime() + length.toNanos();
        while (System.nanoTime() < end) {
            if (fleet.kill(name)) {
                kills++;
            }
            pause(Duration.ofMillis(200));
        }
        recovered(name + " down for " + length.toSeconds() + " s", List.of(name), end);
    }

    /** Stops a process so that it hangs, and lets it go on. */
    void hang(String name, Duration length) throws IOException, InterruptedException {
        fleet.signal(name, "STOP");
        pause(length);
        long end = System.nanoTime();
        fleet.signal(name, "CONT");
        recovered(name + " hung for " + length.toSeconds() + " s", List.of(name), end);
    }

    /** The orderly end of a process, whose successor the supervisor starts. */
    void restart(String name) throws IOException, InterruptedException {
        long pid = fleet.pid(name).orElseThrow();
        long fault = System.nanoTime();
        fleet.terminate(name);
        awaitSuccessor(name, pid);
        recovered("restart " + name, List.of(name), fault);
    }

    int kills() {
        return kills;
    }

    Map<String, Double> recoverySeconds() {
        return recoverySeconds;
    }

    private void awaitSuccessor(String name, long pid) {
        if (!Wait.until(
                RECOVERY, () -> fleet.pid(name).filter(now -> now != pid).isPresent())) {
            throw new IllegalStateException(name + " was not started again within " + RECOVERY);
        }
    }

    /** Waits until all are ready and notes how long that took since the fault, or since its end. */
    private void recovered(String fault, List<String> names, long since) {
        names.forEach(name -> fleet.awaitReady(name, RECOVERY));
        recoverySeconds.put(fault, (System.nanoTime() - since) / 100_000_000 / 10.0);
    }

    private static void pause(Duration length) {
        LockSupport.parkNanos(length.toNanos());
    }
}
