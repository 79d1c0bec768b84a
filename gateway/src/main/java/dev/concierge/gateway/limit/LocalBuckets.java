package dev.concierge.gateway.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;

/** Token buckets of this process alone. */
final class LocalBuckets {
    private static final long CLIENTS = 100_000;

    private final Rate rate;
    private final Ticker ticker;
    private final Duration idle;
    private final Cache<String, Bucket> buckets;

    LocalBuckets(Rate rate, Ticker ticker) {
        this.rate = rate;
        this.ticker = ticker;
        this.idle = rate.toGain(rate.burst()).plusSeconds(1);
        this.buckets = Caffeine.newBuilder()
                .ticker(ticker)
                .maximumSize(CLIENTS)
                .expireAfterAccess(idle)
                .build();
    }

    Rate rate() {
        return rate;
    }

    /** A bucket left alone for so long is full again, as good as a new one. */
    Duration idle() {
        return idle;
    }

    Verdict take(String client) {
        return buckets.get(client, unseen -> new Bucket(rate.burst(), ticker.read()))
                .take();
    }

    private final class Bucket {
        private double tokens;
        private long filledAt;

        Bucket(double tokens, long now) {
            this.tokens = tokens;
            this.filledAt = now;
        }

        synchronized Verdict take() {
            long now = ticker.read();
            tokens = Math.min(rate.burst(), tokens + rate.gainedIn(now - filledAt));
            filledAt = now;
            Verdict verdict = rate.verdict(tokens);
            tokens -= verdict.allowed() ? 1 : 0;
            return verdict;
        }
    }
}
