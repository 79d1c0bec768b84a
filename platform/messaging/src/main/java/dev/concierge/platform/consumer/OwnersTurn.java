package dev.concierge.platform.consumer;

import dev.concierge.platform.parking.ParkedMessages;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.kafka.event.ListenerContainerIdleEvent;

/**
 * The turn of the work that belongs to whoever owns a partition: redrives of parked messages, timers, progress. It comes after
 * each batch and while nothing comes, on the thread that applies the batches.
 */
final class OwnersTurn implements ApplicationEventPublisher {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final long LONGEST = Duration.ofMillis(100).toNanos();

    private final TakenPartitions taken;
    private final BatchTransaction transactions;
    private final ParkedMessages parked;
    private final List<PartitionWork> works;
    private final Progress progress;
    private final ConsumerMetrics metrics;

    private long lookedAt = System.nanoTime() - SECOND;
    private long settledAt = System.nanoTime();

    OwnersTurn(
            TakenPartitions taken,
            BatchTransaction transactions,
            ParkedMessages parked,
            List<PartitionWork> works,
            Progress progress,
            ConsumerMetrics metrics) {
        this.taken = taken;
        this.transactions = transactions;
        this.parked = parked;
        this.works = works;
        this.progress = progress;
        this.metrics = metrics;
    }

    /** The container's, which calls it on its thread; of its events one matters. */
    @Override
    public void publishEvent(Object event) {
        if (event instanceof ListenerContainerIdleEvent idle) {
            whenIdle(idle.getConsumer());
        }
    }

    void afterBatch(Consumer<?, ?> consumer) {
        taken.tryStopped(consumer);
        metrics.lag(taken, taken.lag(consumer));
        step(consumer);
    }

    private void whenIdle(Consumer<?, ?> consumer) {
        taken.tryStopped(consumer);
        metrics.lag(taken, taken.lag(consumer));
        settle(consumer);
        long end = System.nanoTime() + LONGEST;
        boolean more = step(consumer);
        while (more && System.nanoTime() < end) {
            more = step(consumer);
        }
    }

    /** A batch moves the positions by itself; after the last one somebody must. */
    private void settle(Consumer<?, ?> consumer) {
        if (System.nanoTime() - settledAt > SECOND) {
            taken.settle(consumer);
            settledAt = System.nanoTime();
        }
    }

    /** Does one bounded step of each; true when there may be more at once. */
    private boolean step(Consumer<?, ?> consumer) {
        if (taken.isEmpty()) {
            return false;
        }
        boolean more = redrive();
        progress.tell(consumer);
        for (PartitionWork work : works) {
            if (taken.hasCaughtUp(consumer) && work.isDue(taken.shards())) {
                transactions.work(work, taken.shards(), taken.fence());
                more = true;
            }
        }
        return more;
    }

    private boolean redrive() {
        if (System.nanoTime() - lookedAt < SECOND) {
            return false;
        }
        List<ParkedMessages.Parked> heads = parked.redrives(taken.shards().numbers());
        for (ParkedMessages.Parked head : heads) {
            transactions.redrive(head, works, taken.fence());
        }
        if (heads.isEmpty()) {
            lookedAt = System.nanoTime();
        }
        return !heads.isEmpty();
    }
}
