package dev.concierge.gateway.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import reactor.core.publisher.Mono;

/** The buckets of one rate: a share held here, else Redis, and the buckets in memory when that does not answer at once. */
final class Buckets {
    private static final long CLIENTS = 100_000;

    private final String prefix;
    private final SharedBuckets shared;
    private final LocalBuckets local;
    private final Ticker ticker;
    private final Cache<String, Share> shares;

    /** @param prefix of the clients' keys, so that a client has a bucket of its own for each rate */
    Buckets(String prefix, SharedBuckets shared, LocalBuckets local, Ticker ticker) {
        this.prefix = prefix;
        this.shared = shared;
        this.local = local;
        this.ticker = ticker;
        this.shares = Caffeine.newBuilder()
                .ticker(ticker)
                .maximumSize(CLIENTS)
                .expireAfterAccess(local.idle())
                .build();
    }

    Rate rate() {
        return local.rate();
    }

    Mono<Verdict> take(String client) {
        if (!shared.isConnected()) {
            return Mono.just(local.take(client));
        }
        Share share = shares.get(client, this::untouched);
        Verdict verdict = share.take();
        return verdict != null
                ? Mono.just(verdict)
                : asked(share).onErrorResume(_ -> Mono.fromSupplier(() -> local.take(client)));
    }

    private Share untouched(String client) {
        String key = prefix + client;
        return new Share(rate(), ticker, wanted -> shared.take(key, rate(), wanted));
    }

    /** Others may have waited for the same answer and taken all of it. */
    private static Mono<Verdict> asked(Share share) {
        return Mono.fromFuture(share::ask, true).then(Mono.defer(() -> {
            Verdict verdict = share.take();
            return verdict == null ? asked(share) : Mono.just(verdict);
        }));
    }
}
