package dev.concierge.bench.drill;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.Map;

/**
 * What a drill found, printed as its last line.
 *
 * @param accepted guests that were answered 2xx
 * @param acted guests whose event was acknowledged while their run waited
 */
record Verdict(
        String drill,
        long seed,
        int accepted,
        int acted,
        int kills,
        @JsonUnwrapped Counted counted,
        Map<String, Double> recoverySeconds,
        double seconds) {
    static Verdict of(Plan plan, int accepted, int acted, Faults faults, Counted counted, double seconds) {
        return new Verdict(
                "registration",
                plan.seed(),
                accepted,
                acted,
                faults.kills(),
                counted,
                faults.recoverySeconds(),
                seconds);
    }

    boolean passed(int guests) {
        return accepted == guests
                && counted.lost() == 0
                && counted.doubled() == 0
                && counted.orderBreaks() == 0
                && counted.overtaken() == 0;
    }
}
