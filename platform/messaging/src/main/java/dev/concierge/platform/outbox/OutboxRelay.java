package dev.concierge.platform.outbox;

import dev.concierge.platform.loop.Backoff;
import dev.concierge.platform.loop.Loop;
import dev.concierge.platform.outbox.OutboxLeases.Lease;
import io.micrometer.core.instrument.Counter;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes the rows of one shard group while it holds the group's lease: numbers a batch, commits that, publishes it,
 * and deletes it with the numbering of the next. A crash in between publishes it twice with the same numbers, which
 * consumers recognise. A topic that is missing or refuses holds its own rows only.
 */
final class OutboxRelay implements Loop.Turn {
    private static final Logger log = LoggerFactory.getLogger(OutboxRelay.class);
    private static final Duration BUSY_PAUSE = Duration.ofMillis(5);

    private final int group;
    private final OutboxLeases leases;
    private final OutboxRows rows;
    private final OutboxNumbers numbers;
    private final HeldTopics held;
    private final Supplier<RelayProducer> producers;
    private final OutboxSettings settings;
    private final Counter published;
    private final Counter failures;

    OutboxRelay(
            int group,
            OutboxLeases leases,
            OutboxRows rows,
            OutboxNumbers numbers,
            HeldTopics held,
            Supplier<RelayProducer> producers,
            OutboxSettings settings,
            Counter published,
            Counter failures) {
        this.group = group;
        this.leases = leases;
        this.rows = rows;
        this.numbers = numbers;
        this.held = held;
        this.producers = producers;
        this.settings = settings;
        this.published = published;
        this.failures = failures;
    }

    @Override
    public void take(Loop loop) throws InterruptedException {
        try {
            Optional<Lease> lease = leases.acquire(group);
            if (lease.isPresent()) {
                relay(lease.get(), loop);
            } else {
                // not to be woken: it can publish nothing, and would ask the database at the pace of the commits
                loop.rest(settings.lease().dividedBy(4));
            }
        } catch (LeaseLost lost) {
            log.info("Outbox group {} was taken over", group);
        } catch (RuntimeException | Error failure) {
            failures.increment();
            throw failure;
        }
    }

    private void relay(Lease lease, Loop loop) throws InterruptedException {
        try (RelayProducer producer = producers.get()) {
            if (leases.renew(lease)) {
                relayWhileHeld(lease, producer, loop);
            }
        }
        if (loop.isStopping()) {
            leases.release(lease);
        }
    }

    private void relayWhileHeld(Lease lease, RelayProducer producer, Loop loop) throws InterruptedException {
        RelayTurn turn = new RelayTurn(lease, rows, numbers, held, producer, settings.batch());
        Backoff pauses = new Backoff(BUSY_PAUSE, settings.pause());
        long renewedAt = System.nanoTime();
        int idle = 1;
        while (!loop.isStopping()) {
            if (System.nanoTime() - renewedAt > settings.lease().toNanos() / 3) {
                if (!leases.renew(lease)) {
                    log.info("Outbox group {} was taken over", group);
                    return;
                }
                renewedAt = System.nanoTime();
            }
            int relayed = turn.step();
            if (relayed > 0) {
                published.increment(relayed);
                idle = 1;
            } else {
                idle = loop.await(pauses.after(idle)) ? 1 : idle + 1;
            }
        }
        turn.end();
    }
}
