package dev.concierge.bench.lab;

import java.util.function.DoubleSupplier;

/** Steps of load until one brings hardly more than the best before: only then is the service compiled. */
public record WarmUp(int fewestSteps, int mostSteps) {
    private static final double STILL_WARMING = 1.05;

    /** @param step puts on load for a while and tells how much a second was done */
    public void run(DoubleSupplier step) {
        double best = 0;
        double last = step.getAsDouble();
        for (int steps = 1; steps < mostSteps && (steps < fewestSteps || last > best * STILL_WARMING); steps++) {
            best = Math.max(best, last);
            last = step.getAsDouble();
        }
    }
}
