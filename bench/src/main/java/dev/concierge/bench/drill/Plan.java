package dev.concierge.bench.drill;

import java.io.IOException;
import java.time.Duration;

/**
 * How large a drill is.
 *
 * @param perSecond registrations begun in each second
 * @param toTheEnd whether every run is awaited to its exit, past its timer of a minute
 */
public record Plan(long seed, int guests, double perSecond, int portBase, boolean toTheEnd, Inflicted faults) {
    /** Every service killed, the broker away for 20 s, Redis killed and hung for 30 s, Postgres restarted. */
    public static Plan full(long seed) {
        return new Plan(seed, 2_000, 10, 21_500, true, faults -> {
            faults.killServices(Duration.ofSeconds(10));
            faults.keepDown("kafka", Duration.ofSeconds(20));
            faults.kill("redis");
            faults.hang("redis", Duration.ofSeconds(30));
            faults.restart("postgres");
        });
    }

    /** Two services killed and the broker killed once, in about a minute. */
    public static Plan smoke(long seed) {
        return new Plan(seed, 200, 10, 22_000, false, faults -> {
            faults.kill("journey-service");
            faults.kill("notification-hub");
            faults.kill("kafka");
        });
    }

    /** What happens to the fleet while the guests register. */
    @FunctionalInterface
    interface Inflicted {
        void inflict(Faults faults) throws IOException, InterruptedException;
    }
}
