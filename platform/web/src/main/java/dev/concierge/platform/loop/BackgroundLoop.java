package dev.concierge.platform.loop;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;

/** One loop that begins and ends with the service. */
public abstract class BackgroundLoop extends BackgroundLoops {
    private final String name;
    private final Executor within;

    /**
     * Its turn under way is told to end, and not waited for.
     *
     * @param within runs all of it on the loop's own thread, such as {@code Workload.BACKGROUND::run}
     */
    protected BackgroundLoop(String name, Executor within) {
        this.name = name;
        this.within = within;
    }

    /**
     * @param within runs all of it on the loop's own thread, such as {@code Workload.BACKGROUND::run}
     * @param patience how long its turn under way is waited for, before it is interrupted
     */
    protected BackgroundLoop(String name, Executor within, Duration patience) {
        super(patience);
        this.name = name;
        this.within = within;
    }

    /** One turn, which says itself how long it then waits. */
    protected abstract void turn(Loop loop) throws InterruptedException;

    @Override
    protected final List<Loop> begin() {
        return List.of(Loop.start(name, within, this::turn));
    }
}
