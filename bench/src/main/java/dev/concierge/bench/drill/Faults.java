package dev.concierge.bench.drill;

import dev.concierge.bench.fleet.LocalFleet;
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

    /** Kills a process and waits until it is ready again. */
    void kill(String name) {
        long pid = fleet.pid(name).orElseThrow();
        if (!fleet.kill(name)) {
            throw new IllegalStateException(name + " could not be killed");
        }
        kills++;
        awaitSuccessor(name, pid);
        recoverySeconds.merge("kill " + name, seconds(fleet.awaitReady(name, RECOVERY)), Double::sum);
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
        recoverySeconds.put(name + " down for " + length.toSeconds() + " s", seconds(fleet.awaitReady(name, RECOVERY)));
    }

    /** Stops a process so that it hangs, and lets it go on. */
    void hang(String name, Duration length) throws IOException, InterruptedException {
        fleet.signal(name, "STOP");
        pause(length);
        fleet.signal(name, "CONT");
        recoverySeconds.put(name + " hung for " + length.toSeconds() + " s", seconds(fleet.awaitReady(name, RECOVERY)));
    }

    /** The orderly end of a process, whose successor the supervisor starts. */
    void restart(String name) {
        long pid = fleet.pid(name).orElseThrow();
        fleet.terminate(name);
        awaitSuccessor(name, pid);
        recoverySeconds.put("restart " + name, seconds(fleet.awaitReady(name, RECOVERY)));
    }

    int kills() {
        return kills;
    }

    Map<String, Double> recoverySeconds() {
        return recoverySeconds;
    }

    private void awaitSuccessor(String name, long pid) {
        long deadline = System.nanoTime() + RECOVERY.toNanos();
        while (fleet.pid(name).filter(now -> now != pid).isEmpty()) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(name + " was not started again within " + RECOVERY);
            }
            pause(Duration.ofMillis(100));
        }
    }

    private static double seconds(Duration length) {
        return length.toMillis() / 100 / 10.0;
    }

    private static void pause(Duration length) {
        LockSupport.parkNanos(length.toNanos());
    }
}
