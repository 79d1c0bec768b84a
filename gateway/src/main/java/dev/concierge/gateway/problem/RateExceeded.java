package dev.concierge.gateway.problem;

import java.time.Duration;
import org.springframework.http.HttpStatus;

/** A client sends more than its share. */
public final class RateExceeded extends EdgeFact {
    public RateExceeded(Duration untilNext) {
        super(HttpStatus.TOO_MANY_REQUESTS, "rate-exceeded", "This client sends faster than its rate allows.", null);
        retryAfter(untilNext);
    }
}
