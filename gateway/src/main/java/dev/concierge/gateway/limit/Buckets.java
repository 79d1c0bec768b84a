package dev.concierge.gateway.limit;

import reactor.core.publisher.Mono;

/** Asks Redis, and the buckets in memory when Redis does not answer at once. */
final class Buckets {
    private final SharedBuckets shared;
    private final LocalBuckets local;

    Buckets(SharedBuckets shared, LocalBuckets local) {
        this.shared = shared;
        this.local = local;
    }

    Mono<Verdict> take(String client) {
        if (!shared.isConnected()) {
            return Mono.just(local.take(client));
        }
        return shared.take(client, local.rate()).onErrorResume(failure -> Mono.fromSupplier(() -> local.take(client)));
    }
}
