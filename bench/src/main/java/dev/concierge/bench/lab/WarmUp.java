package dev.concierge.bench.lab;

import java.util.function.DoubleSupplier;

/**
 * Steps of load until several in a row bring hardly more than the best before: only then is the service compiled. One
 * such step proves nothing, as the compiler shares the processors with the load and what it does comes in leaps.
 */
public record WarmUp(int fewestSteps, int mostSteps) {
    private static final double STILL_WARMING = 1.05;
    private static final int IN_A_ROW = 4;

    /** @param step puts on load for a while and tells how much a second was done */
    public void run(DoubleSupplier step) {
        double best = 0;
        int without = 0;
        for (int steps = 0; steps < mostSteps && (steps < fewestSteps || without < IN_A_ROW); steps++) {
            double done = step.getAsDouble();
            without = done > best * STILL_WARMING ? 0 : without + 1;
            best = Math.max(best, done);
        }
    }
}
