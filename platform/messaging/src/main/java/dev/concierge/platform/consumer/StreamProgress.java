package dev.concierge.platform.consumer;

import java.time.Instant;

/**
 * Hears up to when a subscription's messages have taken effect: what could be read of its topics at that time has been
 * applied and committed. Told about twice a second, while nothing comes as well, on the worker's thread and in a
 * transaction that holds the same fence as a batch. Of a partition that is behind nothing is told.
 */
public interface StreamProgress {
    /** The {@link Subscription#name()} whose progress it hears of. */
    default String subscription() {
        return "";
    }

    /** @param shards those whose messages have all been applied up to {@code time} */
    void appliedUpTo(Instant time, OwnedShards shards);
}
