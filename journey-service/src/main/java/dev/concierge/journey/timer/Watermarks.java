package dev.concierge.journey.timer;

import dev.concierge.platform.consumer.OwnedShards;
import dev.concierge.platform.consumer.StreamProgress;
import dev.concierge.platform.message.Shard;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Up to when everything has taken effect here that was accepted about the guests of a shard: what event-service had
 * read, and what this service has. Both are told anew several times a second, so they are kept in memory; what was true
 * stays true, whoever owns the shard in between.
 */
@Component
public class Watermarks implements StreamProgress {
    private final AtomicReferenceArray<Instant> told = new AtomicReferenceArray<>(Shard.COUNT);
    private final AtomicReferenceArray<Instant> read = new AtomicReferenceArray<>(Shard.COUNT);

    Watermarks() {
        for (int shard = 0; shard < Shard.COUNT; shard++) {
            told.set(shard, Instant.MIN);
            read.set(shard, Instant.MIN);
        }
    }

    /** Counts once the transaction under way has committed, and with it all that came before. */
    public void on(StreamApplied applied) {
        afterCommit(() -> told(applied.shards(), applied.upTo()));
    }

    @Override
    public void appliedUpTo(Instant time, OwnedShards shards) {
        afterCommit(() -> read(List.of(shards.numbers()), time));
    }

    void told(Collection<Integer> shards, Instant upTo) {
        raise(told, shards, upTo);
    }

    void read(Collection<Integer> shards, Instant upTo) {
        raise(read, shards, upTo);
    }

    Instant of(int shard) {
        Instant fromEvents = told.get(shard);
        Instant here = read.get(shard);
        return here.isBefore(fromEvents) ? here : fromEvents;
    }

    private static void raise(AtomicReferenceArray<Instant> marks, Collection<Integer> shards, Instant time) {
        shards.forEach(shard -> marks.updateAndGet(shard, known -> time.isAfter(known) ? time : known));
    }

    private static void afterCommit(Runnable action) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                action.run();
            }
        });
    }
}
