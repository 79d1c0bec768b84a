package dev.concierge.user.profile;

import java.time.Duration;
import java.time.Instant;

/**
 * How much someone was drawn to something, forgotten by half with every half-life. Counts by the time of the events,
 * so the order of their arrival does not matter.
 *
 * @param weight as of {@code asOf}
 */
record Affinity(double weight, Instant asOf) {
    /** Below this weight nothing of it can be seen any more. */
    private static final double NOTHING = 0.001;

    /** Adds an event of {@code strength} that took place at {@code time}, which may lie before {@code asOf}. */
    Affinity plus(double strength, Instant time, Duration halfLife) {
        return time.isAfter(asOf)
                ? new Affinity(weightAt(time, halfLife) + strength, time)
                : new Affinity(weight + strength * remaining(time, asOf, halfLife), asOf);
    }

    /** What is left at {@code time}; a time before {@code asOf} answers as {@code asOf}. */
    double weightAt(Instant time, Duration halfLife) {
        return time.isAfter(asOf) ? weight * remaining(asOf, time, halfLife) : weight;
    }

    boolean isForgottenAt(Instant time, Duration halfLife) {
        return weightAt(time, halfLife) < NOTHING;
    }

    private static double remaining(Instant from, Instant to, Duration halfLife) {
        return Math.pow(0.5, (double) Duration.between(from, to).toMillis() / halfLife.toMillis());
    }
}
