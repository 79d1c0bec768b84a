package dev.concierge.platform.outbox;

import dev.concierge.platform.outbox.OutboxLeases.Lease;
import io.micrometer.core.instrument.Counter;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes the rows of one shard group while it holds the group's lease: numbers a batch, commits that, publishes it,
 * and deletes it with the numbering of the next. A crash in between publishes it twice with the same numbers, which
 * consumers recognise. A topic that is missing or refuses holds its own rows only.
 */
final class OutboxRelay implements Runnable {
    private static final Logger log = LoggerFactory.getLogger(OutboxRelay.class);
    private static final Duration BUSY_PAUSE = Duration.ofMillis(5);
    private static final Duration FAILURE_PAUSE = Duration.ofMillis(500);

    private final int group;
    private final OutboxLeases leases;
    private final OutboxRows rows;
    private final OutboxNumbers numbers;
    private final HeldTopics held;
    private final Supplier<RelayProducer> producers;
    private final Signal signal;
    private final OutboxSettings settings;
    private final Counter published;
    private final Counter failures;

    private final CountDownLatch stopping = new CountDownLatch(1);

    OutboxRelay(
            int group,
            OutboxLeases leases,
            OutboxRows rows,
            OutboxNumbers numbers,
            HeldTopics held,
            Supplier<RelayProducer> producers,
            Signal signal,
            OutboxSettings settings,
            Counter published,
            Counter failures) {
        this.group = group;
        this.leases = leases;
        this.rows = rows;
        this.numbers = numbers;
        this.held = held;
        this.producers = producers;
        this.signal = signal;
        this.settings = settings;
        this.published = published;
        this.failures = failures;
    }

    @Override
    public void run() {
        while (!isStopping()) {
            try {
                Optional<Lease> lease = leases.acquire(group);
                if (lease.isPresent()) {
                    relay(lease.get());
                } else {
                    pause(settings.lease().dividedBy(4));
                }
            } catch (LeaseLost lost) {
                log.info("Outbox group {} was taken over", group);
            } catch (RuntimeException | Error failure) {
                failures.increment();
                log.warn("Outbox group {} stopped relaying; it starts again from the first row left", group, failure);
                pause(FAILURE_PAUSE);
            }
        }
    }

    void stop() {
        stopping.countDown();
        signal.give();
    }

    private void relay(Lease lease) {
        try (RelayProducer producer = producers.get()) {
            if (leases.renew(lease)) {
                relayWhileHeld(lease, producer);
            }
        }
        if (isStopping()) {
            leases.release(lease);
        }
    }

    private void relayWhileHeld(Lease lease, RelayProducer producer) {
        RelayTurn turn = new RelayTurn(lease, rows, numbers, held, producer, settings.batch());
        long renewedAt = System.nanoTime();
        Duration pause = BUSY_PAUSE;
        while (!isStopping()) {
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
                pause = BUSY_PAUSE;
            } else {
                pause = signal.await(pause) ? BUSY_PAUSE : longer(pause);
            }
        }
        turn.end();
    }

    private boolean isStopping() {
        return stopping.getCount() == 0;
    }

    /** Not for the signal: a relay that can publish nothing would ask the database at the pace of the commits. */
    private void pause(Duration length) {
        try {
            stopping.await(length.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            stopping.countDown();
        }
    }

    private Duration longer(Duration pause) {
        Duration doubled = pause.multipliedBy(2);
        return doubled.compareTo(settings.pause()) < 0 ? doubled : settings.pause();
    }
}
