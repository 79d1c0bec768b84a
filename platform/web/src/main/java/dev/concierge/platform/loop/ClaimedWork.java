package dev.concierge.platform.loop;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Claims what is due and runs it, so many at one time, each on a thread of its own. What is claimed is this process' until
 * its lease ends; what fails is left to its next claim, which is the runner's to say.
 */
public final class ClaimedWork<T> {
    private static final Duration TO_STOP_CLAIMING = Duration.ofSeconds(1);

    private final String name;
    private final Executor within;
    private final int atOnce;
    private final Duration poll;
    private final Claims<T> claims;
    private final Runner<T> runner;
    private final Semaphore room;
    private @Nullable Loop loop;

    /**
     * @param within runs the claiming and each piece of work on the thread it is given, such as {@code Workload.BACKGROUND::run}
     * @param atOnce none is claimed where it is 0
     * @param poll how long to wait after nothing was due, unless something ends before
     */
    public ClaimedWork(String name, Executor within, int atOnce, Duration poll, Claims<T> claims, Runner<T> runner) {
        this.name = name;
        this.within = within;
        this.atOnce = atOnce;
        this.poll = poll;
        this.claims = claims;
        this.runner = runner;
        this.room = new Semaphore(atOnce);
    }

    /** Takes what is due from everybody else. */
    @FunctionalInterface
    public interface Claims<T> {
        /** @param most how many there is room for, at least one */
        List<T> claim(int most);
    }

    /** Does one piece of work, and says itself what became of it. */
    @FunctionalInterface
    public interface Runner<T> {
        /** @param turns says whether it is to end soon */
        void run(T claimed, Loop turns);
    }

    public void start() {
        if (atOnce > 0) {
            loop = Loop.start(name, within, this::turn);
        }
    }

    /** Claims no more, and waits for what is under way at most so long. */
    public void stop(Duration patience) {
        if (loop == null) {
            return;
        }
        loop.stop(TO_STOP_CLAIMING);
        loop = null;
        try {
            if (room.tryAcquire(atOnce, patience.toNanos(), TimeUnit.NANOSECONDS)) {
                room.release(atOnce);
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    public boolean isRunning() {
        return loop != null;
    }

    private void turn(Loop turns) throws InterruptedException {
        room.acquire();
        int free = 1 + room.drainPermits();
        List<T> claimed = List.of();
        try {
            claimed = turns.isStopping() ? List.of() : claims.claim(free);
        } finally {
            room.release(free - claimed.size());
        }
        for (T each : claimed) {
            Thread.ofVirtual().name(name).start(() -> within.execute(() -> run(each, turns)));
        }
        if (claimed.isEmpty()) {
            turns.await(poll);
        }
    }

    private void run(T claimed, Loop turns) {
        try {
            runner.run(claimed, turns);
        } finally {
            room.release();
            turns.wake();
        }
    }
}
