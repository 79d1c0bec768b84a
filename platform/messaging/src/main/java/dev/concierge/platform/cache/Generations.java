package dev.concierge.platform.cache;

import java.time.Duration;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Which generation of shared answers counts. A change that could not be told to Redis begins a new one, in the
 * transaction that consumes the change: whatever Redis still holds when it is back is of an older one. Kept in the
 * database, as Redis is what cannot be asked then.
 */
final class Generations {
    private static final Duration BELIEVED = Duration.ofSeconds(5);

    private final JdbcClient jdbc;
    private volatile @Nullable Known known;

    Generations(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private record Known(long generation, long nanos) {}

    /** As this pod last heard; empty when that is too long ago to believe it. */
    OptionalLong latest() {
        Known last = known;
        return last == null || System.nanoTime() - last.nanos > BELIEVED.toNanos()
                ? OptionalLong.empty()
                : OptionalLong.of(last.generation);
    }

    void look() {
        long now = System.nanoTime();
        hear(new Known(read(), now));
    }

    /** The one that counts for the transaction under way. */
    long read() {
        return jdbc.sql("SELECT generation FROM platform.cache_generation")
                .query(Long.class)
                .single();
    }

    /** Begins a new one with the commit of the transaction under way; answers asked before belong to the old one. */
    void begin() {
        long begun = jdbc.sql("UPDATE platform.cache_generation SET generation = generation + 1 RETURNING generation")
                .query(Long.class)
                .single();
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                hear(new Known(begun, System.nanoTime()));
            }
        });
    }

    private synchronized void hear(Known heard) {
        Known last = known;
        if (last == null || heard.generation >= last.generation) {
            known = heard;
        }
    }
}
