package dev.concierge.bench.figure;

import org.jspecify.annotations.Nullable;

/**
 * One measured number beside what bounds it, measured in the same run.
 *
 * @param peer what it is compared with, such as the bare broker
 * @param ratio value divided by peerValue
 * @param seed of the generator
 * @param commit of the code that ran
 */
public record Figure(
        String name,
        double value,
        String unit,
        @Nullable String peer,
        @Nullable Double peerValue,
        @Nullable Double ratio,
        long seed,
        String commit) {
    public static Figure beside(
            String name, double value, String unit, String peer, double peerValue, long seed, String commit) {
        return new Figure(
                name, rounded(value), unit, peer, rounded(peerValue), rounded(value / peerValue), seed, commit);
    }

    public static Figure alone(String name, double value, String unit, long seed, String commit) {
        return new Figure(name, rounded(value), unit, null, null, null, seed, commit);
    }

    /** A line for people. */
    public String line() {
        String own = "%-34s %12.2f %-9s".formatted(name, value, unit);
        return peer == null ? own : own + " | %s %.2f | ratio %.2f".formatted(peer, peerValue, ratio);
    }

    private static double rounded(double value) {
        return Math.round(value * 100) / 100.0;
    }
}
