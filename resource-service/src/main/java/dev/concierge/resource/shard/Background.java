package dev.concierge.resource.shard;

import dev.concierge.platform.database.Workload;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Work for a shard that is done again and again, at once when woken. */
abstract class Background {
    private final Semaphore awake = new Semaphore(0);

    private volatile boolean stopped;

    abstract String name();

    /** How long to wait for more. */
    abstract Duration step();

    final void runUntilStopped() {
        Workload.BACKGROUND.run(() -> {
            try {
                while (!stopped) {
                    boolean _ = awake.tryAcquire(step().toNanos(), TimeUnit.NANOSECONDS);
                    awake.drainPermits();
                }
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
            }
        });
    }

    final void stop() {
        stopped = true;
        wake();
    }

    final void wake() {
        if (awake.availablePermits() == 0) {
            awake.release();
        }
    }
}
