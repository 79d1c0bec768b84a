package dev.concierge.event.outlet;

import dev.concierge.event.outlet.Outlets.Claimed;
import dev.concierge.platform.database.Workload;
import dev.concierge.platform.loop.Loop;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Pushes to the outlets that are due, some at one time, each by one pod. */
final class PushOutlets implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(PushOutlets.class);
    private static final Duration POLL = Duration.ofMillis(500);
    /** As long as a call may take, and a little. */
    private static final int PATIENCE_AT_END = 12;

    private final Outlets outlets;
    private final PushOutlet push;
    private final Clock clock;
    private final int atOnce;
    private final Semaphore room;
    private @Nullable Loop loop;

    PushOutlets(Outlets outlets, PushOutlet push, Clock clock, OutletSettings settings) {
        this.outlets = outlets;
        this.push = push;
        this.clock = clock;
        this.atOnce = settings.atOnce();
        this.room = new Semaphore(settings.atOnce());
    }

    @Override
    public void start() {
        if (atOnce > 0) {
            loop = Loop.start("event-outlets", Workload.BACKGROUND::run, this::turn);
        }
    }

    @Override
    public void stop() {
        if (loop != null) {
            loop.stop(Duration.ofSeconds(1));
            loop = null;
            awaitRunning();
        }
    }

    @Override
    public boolean isRunning() {
        return loop != null;
    }

    private void awaitRunning() {
        try {
            if (room.tryAcquire(atOnce, PATIENCE_AT_END, TimeUnit.SECONDS)) {
                room.release(atOnce);
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    private void turn(Loop turns) throws InterruptedException {
        room.acquire();
        Optional<Claimed> claimed = Optional.empty();
        try {
            Instant now = clock.instant();
            claimed = turns.isStopping() ? claimed : outlets.claim(now, PushOutlet.leaseFrom(now));
        } finally {
            if (claimed.isEmpty()) {
                room.release();
            }
        }
        if (claimed.isEmpty()) {
            turns.await(POLL);
        } else {
            Claimed due = claimed.get();
            Thread.ofVirtual().name("event-outlet").start(() -> Workload.BACKGROUND.run(() -> run(due, turns)));
        }
    }

    private void run(Claimed due, Loop turns) {
        try {
            push.push(due, turns::isStopping);
        } catch (RuntimeException failure) {
            log.warn("Outlet {} is left to its next claim", due.outlet().outletId(), failure);
        } finally {
            room.release();
            turns.wake();
        }
    }
}
