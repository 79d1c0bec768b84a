package dev.concierge.gateway.limit;

import com.github.benmanes.caffeine.cache.Ticker;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * What this gateway took ahead from a client's bucket in Redis, so that most requests need not ask. It begins with the
 * one permit of the request at hand and doubles while it is used up within its life, to a tenth of a second's worth; the
 * next part is fetched beside the requests once half is spent. What is not used in that time lapses. So at any moment a
 * client can send at most its burst and one share per gateway, and never faster than its rate for longer.
 */
final class Share {
    private static final long LIFE = 1_000_000_000;
    /** Of a second's permits. */
    private static final int PART = 10;

    private final Rate rate;
    private final Ticker ticker;
    private final int largest;
    private final IntFunction<CompletableFuture<SharedBuckets.Taken>> bucket;

    private int size = 1;
    private boolean isWorthMore;
    private long permits;
    /** In the bucket when it was last asked; that time is null before. */
    private double left;

    private @Nullable Long askedAt;
    private @Nullable CompletableFuture<?> asking;

    /** @param bucket takes so many permits from it */
    Share(Rate rate, Ticker ticker, IntFunction<CompletableFuture<SharedBuckets.Taken>> bucket) {
        this.rate = rate;
        this.ticker = ticker;
        this.largest = Math.max(1, rate.perSecond() / PART);
        this.bucket = bucket;
    }

    /** What is known here about one more request; null where the bucket must be asked. */
    synchronized @Nullable Verdict take() {
        if (askedAt == null) {
            return null;
        }
        long age = ticker.read() - askedAt;
        if (age > LIFE) {
            permits = 0;
            isWorthMore = false;
        }
        double gained = left + rate.gainedIn(age);
        if (permits == 0) {
            return gained < 1 ? rate.verdict(gained) : null;
        }
        Verdict verdict = rate.verdict(Math.min(rate.burst(), permits + gained));
        permits--;
        if (permits <= size / 2 && size > 1) {
            ask();
        }
        return verdict;
    }

    /** Asks for the next part, unless that was asked already; fails when Redis does not answer. */
    synchronized CompletableFuture<?> ask() {
        if (asking != null) {
            return asking;
        }
        size = isWorthMore ? Math.min(largest, size * 2) : 1;
        CompletableFuture<?> answered = bucket.apply(size).whenComplete((taken, _) -> keep(taken));
        asking = answered.isDone() ? null : answered;
        return answered;
    }

    private synchronized void keep(SharedBuckets.@Nullable Taken taken) {
        asking = null;
        isWorthMore = taken != null;
        if (taken != null) {
            permits += taken.permits();
            left = taken.left();
            askedAt = ticker.read();
        }
    }
}
