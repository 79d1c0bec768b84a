package dev.concierge.platform.loop;

import java.time.Duration;

/** Pauses that double from the first to the longest. */
public record Backoff(Duration first, Duration longest) {
    private static final int MAX_DOUBLINGS = 30;

    /** @param times how often it has failed, or found nothing, in a row; at least 1 */
    public Duration after(int times) {
        Duration doubled = first.multipliedBy(1L << Math.clamp(times - 1, 0, MAX_DOUBLINGS));
        return doubled.compareTo(longest) < 0 ? doubled : longest;
    }
}
