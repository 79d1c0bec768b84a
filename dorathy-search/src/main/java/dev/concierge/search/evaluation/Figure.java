package dev.concierge.search.evaluation;

import org.jspecify.annotations.Nullable;

/**
 * One line of a report.
 *
 * @param ratio ours by the peer's
 */
record Figure(
        String name,
        double value,
        String unit,
        @Nullable String peer,
        @Nullable Double peerValue,
        @Nullable Double ratio,
        long seed,
        String commit) {
    static Figure of(String name, double value, String unit, long seed) {
        return new Figure(name, value, unit, null, null, null, seed, version());
    }

    Figure against(String other, double otherValue) {
        return new Figure(name, value, unit, other, otherValue, value / otherValue, seed, commit);
    }

    private static String version() {
        return System.getProperty("concierge.commit", "unknown");
    }
}
