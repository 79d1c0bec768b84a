package dev.concierge.gateway.limit;

import dev.concierge.platform.problem.Fact;
import java.time.Duration;

/** A client sends more than its share. */
final class RateExceeded extends Fact {
    private final Duration untilNext;

    RateExceeded(Rate rate, Duration untilNext) {
        super(
                Kind.TOO_MANY_REQUESTS,
                "rate-exceeded",
                "This client sends too fast (expected: " + rate.perSecond() + " requests per second, " + rate.burst()
                        + " at once).");
        this.untilNext = untilNext;
    }

    @Override
    public Duration retryAfter() {
        return Duration.ofSeconds(Math.max(1, untilNext.plusMillis(999).toSeconds()));
    }
}
