package dev.concierge.platform.outbox;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Wakes one waiting thread; signals given while nobody waits are kept as one. */
final class Signal {
    private final Semaphore permits = new Semaphore(0);

    void give() {
        if (permits.availablePermits() == 0) {
            permits.release();
        }
    }

    /** Waits for a signal, at most {@code limit}; returns whether one came. */
    boolean await(Duration limit) {
        try {
            boolean given = permits.tryAcquire(limit.toNanos(), TimeUnit.NANOSECONDS);
            permits.drainPermits();
            return given;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
