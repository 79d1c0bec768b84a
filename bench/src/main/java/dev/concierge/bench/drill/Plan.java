package dev.concierge.bench.drill;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * How large a drill is.
 *
 * @param perSecond registrations begun in each second
 * @param toTheEnd whether every run is awaited to its exit, past its timer of a minute
 * @param onceAllWait whether faults begin once every run waits at its timer, and every second guest acts then; else
 *     they come while the guests register
 */
public record Plan(
        long seed,
        int guests,
        double perSecond,
        int portBase,
        boolean toTheEnd,
        boolean onceAllWait,
        Inflicted faults) {
    /** What can be away alone while guests act. */
    static final List<String> OUTAGES = List.of("event-service", "journey-service", "postgres");

    /**
     * One service, or the database, is down for a minute in which guests act and all their timers fall due: no timer
     * may overtake what was accepted before it.
     */
    public static Plan outage(long seed, String away) {
        if (!OUTAGES.contains(away)) {
            throw new IllegalArgumentException("outage: " + away + " (expected: one of " + OUTAGES + ")");
        }
        return new Plan(seed, 200, 40, 22_500, true, true, faults -> faults.keepDown(away, Duration.ofSeconds(60)));
    }

    /** Longer than any lease, and than a consumer may be silent. */
    private static final Duration PAST_ALL_LEASES = Duration.ofSeconds(15);

    /**
     * Every service killed, event-service and journey-service stopped for longer than their leases, the broker away for
     * 20 s, Redis killed and hung for 30 s, Postgres restarted.
     */
    public static Plan full(long seed) {
        return new Plan(seed, 2_000, 10, 21_500, true, false, faults -> {
            faults.killServices(Duration.ofSeconds(10));
            faults.hang("event-service", PAST_ALL_LEASES);
            faults.hang("journey-service", PAST_ALL_LEASES);
            faults.keepDown("kafka", Duration.ofSeconds(20));
            faults.kill("redis");
            faults.hang("redis", Duration.ofSeconds(30));
            faults.restart("postgres");
        });
    }

    /** Two services killed at one moment, then the broker, in less than a minute. */
    public static Plan smoke(long seed) {
        return new Plan(seed, 200, 10, 22_000, false, false, faults -> {
            faults.kill("journey-service", "notification-hub");
            faults.kill("kafka");
        });
    }

    /** What happens to the fleet while the guests register. */
    @FunctionalInterface
    interface Inflicted {
        void inflict(Faults faults) throws IOException, InterruptedException;
    }
}
