package dev.concierge.curator.search;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.concierge.platform.problem.Fact;
import dev.concierge.platform.security.Caller;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import java.time.Duration;

/** Bounds what the searches of one caller cost in this process, so that a flood by one leaves the others their answers. */
public final class SearchBudgets {
    private static final int CALLERS = 100_000;
    private static final int CHARACTERS = 50;

    private final SearchSettings settings;
    private final Cache<Spender, RateLimiter> budgets;

    SearchBudgets(SearchSettings settings) {
        this.settings = settings;
        this.budgets = Caffeine.newBuilder()
                .maximumSize(CALLERS)
                .expireAfterAccess(settings.period().plusSeconds(1))
                .build();
    }

    private record Spender(Caller.Kind kind, String subject) {}

    /** @throws TooManySearches when the caller has not enough left */
    public void spend(Caller caller, String words) {
        RateLimiter budget = budgets.get(new Spender(caller.kind(), caller.subject()), this::full);
        int whole = budget.getRateLimiterConfig().getLimitForPeriod();
        if (!budget.acquirePermission(Math.min(whole, cost(words)))) {
            throw new TooManySearches(whole, settings.period());
        }
    }

    static int cost(String words) {
        return 1 + (words.codePointCount(0, words.length()) - 1) / CHARACTERS;
    }

    private RateLimiter full(Spender spender) {
        int budget = switch (spender.kind()) {
            case GUEST -> settings.perGuest();
            case CLIENT, SERVICE, OPERATOR -> settings.perClient();
        };
        return RateLimiter.of(
                spender.subject(),
                RateLimiterConfig.custom()
                        .limitForPeriod(budget)
                        .limitRefreshPeriod(settings.period())
                        .timeoutDuration(Duration.ZERO)
                        .build());
    }

    /** A caller searches more than may be had at one time. */
    static final class TooManySearches extends Fact {
        private final Duration period;

        private TooManySearches(int budget, Duration period) {
            super(
                    Kind.TOO_MANY_REQUESTS,
                    "rate-exceeded",
                    "Searches of this caller cost too much (expected: " + budget + " in " + period
                            + ", where a search costs one, and one more for each further " + CHARACTERS
                            + " characters).");
            this.period = period;
        }

        @Override
        public Duration retryAfter() {
            return Duration.ofSeconds(Math.max(1, period.toSeconds()));
        }
    }
}
