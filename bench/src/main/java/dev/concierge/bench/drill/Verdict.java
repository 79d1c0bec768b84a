package dev.concierge.bench.drill;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.Map;

/**
 * What a drill found, printed as its last line.
 *
 * @param accepted guests that were answered 2xx
 */
record Verdict(
        String drill,
        long seed,
        int accepted,
        int kills,
        @JsonUnwrapped Counted counted,
        Map<String, Double> recoverySeconds,
        double seconds) {
    static Verdict of(Plan plan, int accepted, Faults faults, Counted counted, double seconds) {
        return new Verdict(
                "registration", plan.seed(), accepted, faults.kills(), counted, faults.recoverySeconds(), seconds);
    }

    /** An outage in which hardly anybody acted in time shows nothing. */
    boolean passed(Plan plan) {
        return accepted == plan.guests()
                && (!plan.onceAllWait() || counted.acts().inTime() >= plan.guests() / 4)
                && counted.lost() == 0
                && counted.doubled() == 0
                && counted.orderBreaks() == 0
                && counted.acts().overtaken() == 0;
    }
}
