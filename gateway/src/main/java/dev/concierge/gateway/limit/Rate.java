package dev.concierge.gateway.limit;

import java.time.Duration;

/** How fast a bucket fills and how much it holds. */
record Rate(int perSecond, int burst) {
    Duration toGain(double tokens) {
        return Duration.ofNanos((long) Math.ceil(Math.max(0, tokens) / perSecond * 1e9));
    }

    double gainedIn(long nanos) {
        return nanos / 1e9 * perSecond;
    }

    /** What to say about a bucket that held {@code tokens} before the request. */
    Verdict verdict(double tokens) {
        boolean allowed = tokens >= 1;
        double left = allowed ? tokens - 1 : tokens;
        return new Verdict(allowed, (long) left, toGain(burst - left), allowed ? Duration.ZERO : toGain(1 - left));
    }
}
