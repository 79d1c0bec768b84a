package dev.concierge.bench.drill;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.concierge.bench.live.Followers;
import dev.concierge.localstack.driver.LocalFleet;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * Resources are written over REST and the stream while service, hub, cache, database and broker fail. Afterwards each
 * accepted operation was applied once and announced once, each location's numbers have no gap, and the screens that
 * watched all along saw every number.
 */
public final class ResourceDrill {
    private static final Duration SETTLING = Duration.ofMinutes(5);
    private static final int PORT_BASE = 14_500;
    private static final int PORT_BASE_OF_SMOKE = 16_000;

    private final Path root;
    private final Size size;
    private final PrintStream out;

    /** @param size how much, and what happens meanwhile */
    public ResourceDrill(Path root, Size size, PrintStream out) {
        this.root = root;
        this.size = size;
        this.out = out;
    }

    /** Returns whether nothing was lost, doubled or swapped. */
    public boolean run() throws IOException, InterruptedException {
        Path home = root.resolve(".concierge").resolve("resource-drill");
        int portBase = size.isSmoke ? PORT_BASE_OF_SMOKE : PORT_BASE;
        // a screen comes back with the token that it began with, however long the drill takes
        Map<String, String> settings =
                Map.of("CONCIERGE_GATEWAY_RATE", "2000", "CONCIERGE_USER_TOKEN_ACCESS_TOKEN_LIFE", "1d");
        try (LocalFleet fleet = new LocalFleet(root, home, portBase, settings)) {
            fleet.start();
            return run(fleet);
        }
    }

    /** The same against a fleet that runs already. */
    public boolean run(LocalFleet fleet) throws IOException, InterruptedException {
        long start = System.nanoTime();
        String business =
                "drill" + size.seed + "x" + Long.toString(Clock.systemUTC().millis(), 36);
        Operations operations = new Operations(fleet, business, size.operations);
        operations.addPlaces();
        Faults faults = new Faults(fleet, size.seed);
        try (Followers screens = new Followers()) {
            screens.add(
                    Operations.LOCATIONS,
                    fleet.port("notification-hub"),
                    _ -> "/socket/websocket?vsn=2.0.0&token=" + fleet.clientToken(),
                    at -> "resources:" + business + "-l" + at);
            Thread client = Thread.ofPlatform()
                    .name("operations")
                    .daemon() // a drill that fails must not go on writing
                    .start(() -> operations.run(size.perSecond));
            size.faults.inflict(faults);
            client.join();
            ResourceCount counted = ResourceCount.of(fleet, operations, screens, SETTLING);
            Findings findings = new Findings(
                    "resources",
                    size.seed,
                    operations.accepted(),
                    operations.refusals(),
                    faults.kills(),
                    counted,
                    faults.recoverySeconds(),
                    (System.nanoTime() - start) / 100_000_000 / 10.0);
            out.println(JsonMapper.builder().build().writeValueAsString(findings));
            return operations.accepted() == operations.total() && counted.isClean();
        }
    }

    /**
     * How large a drill is.
     *
     * @param operations half of them over REST, half over the stream
     */
    public record Size(long seed, int operations, double perSecond, boolean isSmoke, Plan.Inflicted faults) {
        public static Size full(long seed) {
            return new Size(seed, 50_000, 250, false, faults -> {
                faults.kill("resource-service");
                faults.kill("notification-hub");
                faults.kill("redis");
                faults.restart("postgres");
                faults.keepDown("kafka", Duration.ofSeconds(20));
                faults.hang("redis", Duration.ofSeconds(10));
                faults.kill("resource-service");
                faults.kill("notification-hub");
            });
        }

        /** Service and hub killed at one moment, then the broker, in less than a minute. */
        public static Size smoke(long seed) {
            return new Size(seed, 1_600, 80, true, faults -> {
                faults.kill("resource-service", "notification-hub");
                faults.kill("kafka");
            });
        }
    }

    /** Printed as the last line. */
    record Findings(
            String drill,
            long seed,
            int accepted,
            Map<String, Integer> refusals,
            int kills,
            @JsonUnwrapped ResourceCount counted,
            Map<String, Double> recoverySeconds,
            double seconds) {}
}
