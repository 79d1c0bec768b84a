package dev.concierge.platform.loop;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Claims what is due and runs it, so many at one time, each on a thread of its own. What is claimed is this process' until
 * its lease ends; what fails is left to its next claim, which is the work's own to say.
 */
public abstract class ClaimedWork<T> extends BackgroundLoop {
    private static final Duration TO_STOP_CLAIMING = Duration.ofSeconds(1);

    private final String name;
    private final Executor within;
    private final int atOnce;
    private final Duration poll;
    private final Duration patience;
    private final Semaphore room;

    /**
     * @param within runs the claiming and each piece of work on the thread it is given, such as {@code Workload.BACKGROUND::run}
     * @param atOnce none is claimed where it is 0
     * @param poll how long to wait after nothing was due, unless something ends before
     * @param patience how long what is under way is waited for at the end
     */
    protected ClaimedWork(String name, Executor within, int atOnce, Duration poll, Duration patience) {
        super(name, within, TO_STOP_CLAIMING);
        this.name = name;
        this.within = within;
        this.atOnce = atOnce;
        this.poll = poll;
        this.patience = patience;
        this.room = new Semaphore(atOnce);
    }

    /**
     * Takes what is due from everybody else.
     *
     * @param most how many there is room for, at least one
     */
    protected abstract List<T> claim(int most);

    /**
     * Does one piece of work, and says itself what became of it.
     *
     * @param turns says whether it is to end soon
     */
    protected abstract void run(T claimed, Loop turns);

    @Override
    public void start() {
        if (atOnce > 0) {
            super.start();
        }
    }

    /** Claims no more, and waits for what is under way. */
    @Override
    public void stop() {
        if (!isRunning()) {
            return;
        }
        super.stop();
        try {
            if (room.tryAcquire(atOnce, patience.toNanos(), TimeUnit.NANOSECONDS)) {
                room.release(atOnce);
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    protected final void turn(Loop turns) throws InterruptedException {
        room.acquire();
        int free = 1 + room.drainPermits();
        List<T> claimed = List.of();
        try {
            claimed = turns.isStopping() ? List.of() : claim(free);
        } finally {
            room.release(free - claimed.size());
        }
        for (T each : claimed) {
            Thread.ofVirtual().name(name).start(() -> within.execute(() -> runInRoom(each, turns)));
        }
        if (claimed.isEmpty()) {
            turns.await(poll);
        }
    }

    private void runInRoom(T claimed, Loop turns) {
        try {
            run(claimed, turns);
        } finally {
            room.release();
            turns.wake();
        }
    }
}
