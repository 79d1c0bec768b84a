package dev.concierge.platform.loop;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes turns at some work on a thread of its own until it is stopped, whatever a turn throws, errors of the virtual
 * machine too: work that ended unseen would be missed by nobody but its users.
 */
public final class Loop {
    private static final Logger log = LoggerFactory.getLogger(Loop.class);
    private static final Backoff AFTER_FAILURES = new Backoff(Duration.ofMillis(50), Duration.ofSeconds(2));

    private final String name;
    private final Turn turn;
    private final Thread thread;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Semaphore signal = new Semaphore(0);

    private Loop(String name, Executor within, Turn turn) {
        this.name = name;
        this.turn = turn;
        this.thread = Thread.ofPlatform().name(name).daemon().unstarted(() -> within.execute(this::run));
    }

    /** @param within runs all of it on the loop's own thread, such as {@code Workload.BACKGROUND::run} */
    public static Loop start(String name, Executor within, Turn turn) {
        Loop loop = new Loop(name, within, turn);
        loop.thread.start();
        return loop;
    }

    private void run() {
        int failures = 0;
        while (!isStopping()) {
            try {
                turn.take(this);
                failures = 0;
            } catch (InterruptedException stopped) {
                stop();
            } catch (RuntimeException | Error failure) {
                failures++;
                goOn(failures, failure);
            }
        }
    }

    private void goOn(int failures, Throwable failure) {
        Duration pause = AFTER_FAILURES.after(failures);
        if (failures == 1) {
            log.warn("{} goes on in {}", name, pause, failure);
        } else {
            log.warn("{} goes on in {} after {} failures: {}", name, pause, failures, failure.toString());
        }
        try {
            rest(pause);
        } catch (InterruptedException stopped) {
            stop();
        }
    }

    /** Makes whoever waits in {@link #await} go on at once; while nobody does, it is kept for the next. */
    public void wake() {
        if (signal.availablePermits() == 0) {
            signal.release();
        }
    }

    /** Waits on this loop's thread until it is woken or stopped, at most so long; true when it was. */
    public boolean await(Duration limit) throws InterruptedException {
        boolean woken = signal.tryAcquire(limit.toNanos(), TimeUnit.NANOSECONDS);
        signal.drainPermits();
        return woken;
    }

    /** Waits on this loop's thread until it is stopped, at most so long, whoever wakes it. */
    public void rest(Duration length) throws InterruptedException {
        boolean _ = stopping.await(length.toNanos(), TimeUnit.NANOSECONDS);
    }

    public boolean isStopping() {
        return stopping.getCount() == 0;
    }

    /** Lets it end after the turn under way; returns at once. */
    public void stop() {
        stopping.countDown();
        wake();
    }

    /** Stops it and waits for the turn under way, which is interrupted if it takes longer. */
    public void stop(Duration patience) {
        stop();
        try {
            if (!thread.join(patience)) {
                log.warn("{} does not end within {}: interrupted", name, patience);
                thread.interrupt();
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    /** One turn, which says itself how long it then waits. */
    @FunctionalInterface
    public interface Turn {
        void take(Loop loop) throws InterruptedException;
    }
}
