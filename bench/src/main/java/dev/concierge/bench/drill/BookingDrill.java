package dev.concierge.bench.drill;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.concierge.localstack.driver.LocalFleet;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.json.JsonMapper;

/**
 * Guests hold times of few units, confirm, move and cancel them or let them lapse, while resource-service is killed again
 * and again, also when holds run out. Afterwards no unit is had twice, none by more than it holds, each answered booking is
 * as its guest was told, each hold ended once, and topic {@code bookings} tells each version once.
 */
public final class BookingDrill {
    /** Past the time of the last hold. */
    private static final Duration SETTLING = Duration.ofMinutes(4);

    private static final int PORT_BASE = 15_000;
    private static final int PORT_BASE_OF_SMOKE = 15_500;

    private final Path root;
    private final Size size;
    private final PrintStream out;

    /** @param size how much, and what happens meanwhile */
    public BookingDrill(Path root, Size size, PrintStream out) {
        this.root = root;
        this.size = size;
        this.out = out;
    }

    /** Returns whether all is as promised. */
    public boolean run() throws IOException, InterruptedException {
        Path home = root.resolve(".concierge").resolve("booking-drill");
        int portBase = size.isSmoke ? PORT_BASE_OF_SMOKE : PORT_BASE;
        try (LocalFleet fleet = new LocalFleet(root, home, portBase, Map.of("CONCIERGE_GATEWAY_RATE", "2000"))) {
            fleet.start();
            return run(fleet);
        }
    }

    /** The same against a fleet that runs already. */
    public boolean run(LocalFleet fleet) throws IOException, InterruptedException {
        long start = System.nanoTime();
        String business =
                "booked" + size.seed + "x" + Long.toString(Clock.systemUTC().millis(), 36);
        Visits visits = new Visits(fleet, business, size.seed);
        visits.addOffers();
        Faults faults = new Faults(fleet, size.seed);
        Thread guests = Thread.ofPlatform()
                .name("guests")
                .daemon() // a drill that fails must not go on booking
                .start(() -> visits.run(size.guests, size.perSecond));
        size.faults.inflict(faults);
        guests.join();
        BookingCount counted = BookingCount.of(fleet, visits, SETTLING);
        Findings findings = new Findings(
                "bookings",
                size.seed,
                size.guests,
                faults.kills(),
                counted,
                faults.recoverySeconds(),
                (System.nanoTime() - start) / 100_000_000 / 10.0);
        out.println(JsonMapper.builder().build().writeValueAsString(findings));
        return counted.isClean();
    }

    /**
     * How large a drill is.
     *
     * @param guests each with one wish
     */
    public record Size(long seed, int guests, double perSecond, boolean isSmoke, Plan.Inflicted faults) {
        private static final Duration HOLD = Visits.HOLD;

        public static Size full(long seed) {
            return new Size(seed, 4_800, 20, false, faults -> {
                Random random = new Random(seed);
                for (int kill = 0; kill < 8; kill++) {
                    pause(Duration.ofMillis(random.nextLong(20_000)));
                    faults.kill("resource-service");
                }
                faults.restart("postgres");
                faults.keepDown("kafka", Duration.ofSeconds(20));
                faults.kill("redis");
                faults.kill("resource-service");
            });
        }

        /** Killed once while guests act and once when the first holds run out, in a minute and a half. */
        public static Size smoke(long seed) {
            return new Size(seed, 300, 20, true, faults -> {
                long begin = System.nanoTime();
                pause(Duration.ofSeconds(3));
                faults.kill("resource-service");
                pause(HOLD.plusSeconds(1).minusNanos(System.nanoTime() - begin));
                faults.kill("resource-service");
            });
        }

        private static void pause(Duration length) {
            LockSupport.parkNanos(length.toNanos());
        }
    }

    /** Printed as the last line. */
    record Findings(
            String drill,
            long seed,
            int guests,
            int kills,
            @JsonUnwrapped BookingCount counted,
            Map<String, Double> recoverySeconds,
            double seconds) {}
}
