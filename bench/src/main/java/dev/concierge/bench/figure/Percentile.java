package dev.concierge.bench.figure;

/** What so many of a hundred values stay below. */
public final class Percentile {
    private Percentile() {}

    /** -1 where there are no values. */
    public static double of(double[] ascending, int percent) {
        return ascending.length == 0 ? -1 : ascending[(int) (ascending.length * percent / 100.0)];
    }
}
