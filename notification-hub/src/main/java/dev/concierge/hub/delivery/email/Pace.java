package dev.concierge.hub.delivery.email;

import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** How many mails a second each receiving domain is sent from this pod: large ones refuse who is faster than they like. */
final class Pace {
    private static final Duration SECOND = Duration.ofSeconds(1);

    /** Names the pace of all mails together. */
    private static final String ALL = "*";

    private final Map<String, RateLimiter> limits;

    /** @param perSecond by domain; those that are not named have no limit */
    Pace(Map<String, Integer> perSecond) {
        this.limits = perSecond.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        entry -> entry.getKey().toLowerCase(Locale.ROOT),
                        entry -> limiter(entry.getKey(), entry.getValue())));
    }

    /** Empty when a mail may go there now, which counts as one that did. */
    Optional<Duration> waitFor(String address) {
        String domain = address.substring(address.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT);
        return mayGo(domain) && mayGo(ALL) ? Optional.empty() : Optional.of(SECOND);
    }

    private boolean mayGo(String whom) {
        RateLimiter limit = limits.get(whom);
        return limit == null || limit.acquirePermission();
    }

    private static RateLimiter limiter(String domain, int perSecond) {
        return RateLimiter.of(
                domain,
                RateLimiterConfig.custom()
                        .limitForPeriod(perSecond)
                        .limitRefreshPeriod(SECOND)
                        .timeoutDuration(Duration.ZERO)
                        .build());
    }
}
