package dev.concierge.gateway.limit;

import java.time.Duration;

/**
 * @param remaining requests that may follow at once
 * @param untilFull until the bucket holds its whole burst again
 * @param untilNext zero when allowed
 */
record Verdict(boolean allowed, long remaining, Duration untilFull, Duration untilNext) {}
