package dev.concierge.platform.consumer;

import java.time.Duration;

/** Pauses between attempts: short at first, each twice as long as the one before, up to a limit. */
final class Backoff {
    private static final Duration FIRST = Duration.ofMillis(50);

    private final Duration longest;
    private Duration next = FIRST;

    Backoff(Duration longest) {
        this.longest = longest;
    }

    Duration next() {
        Duration pause = next;
        Duration doubled = pause.multipliedBy(2);
        next = doubled.compareTo(longest) < 0 ? doubled : longest;
        return pause;
    }

    void reset() {
        next = FIRST;
    }
}
