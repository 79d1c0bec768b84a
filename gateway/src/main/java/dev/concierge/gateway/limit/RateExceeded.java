package dev.concierge.gateway.limit;

import dev.concierge.platform.problem.Fact;
import java.time.Duration;

/** Somebody sends more than their share. */
final class RateExceeded extends Fact {
    private final Duration untilNext;

    /** @param what came too fast, such as {@code Requests of this client} */
    RateExceeded(String what, Rate rate, Duration untilNext) {
        super(
                Kind.TOO_MANY_REQUESTS,
                "rate-exceeded",
                what + " come too fast (expected: " + rate.perSecond() + " per second, " + rate.burst() + " at once).");
        this.untilNext = untilNext;
    }

    @Override
    public Duration retryAfter() {
        return Duration.ofSeconds(Math.max(1, untilNext.plusMillis(999).toSeconds()));
    }
}
