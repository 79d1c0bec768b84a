package dev.concierge.platform.loop;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/**
 * Loops that begin and end with the service: the last to begin and the first to end, unless {@link #getPhase} says
 * otherwise. Spring starts and stops it from one thread at a time.
 */
public abstract class BackgroundLoops implements SmartLifecycle {
    private final @Nullable Duration patience;

    private volatile List<Loop> loops = List.of();

    /** Turns under way are told to end, and not waited for. */
    protected BackgroundLoops() {
        this.patience = null;
    }

    /** @param patience how long each one's turn under way is waited for, before it is interrupted */
    protected BackgroundLoops(Duration patience) {
        this.patience = patience;
    }

    /** Starts all of them. */
    protected abstract List<Loop> begin();

    /** Ends what turns under way wait for, other than by their loop, once all have been told to end. */
    protected void wakeTurns() {}

    @Override
    public void start() {
        if (!isRunning()) {
            loops = List.copyOf(begin());
        }
    }

    @Override
    public void stop() {
        List<Loop> ending = loops;
        ending.forEach(Loop::stop);
        wakeTurns();
        Duration limit = patience;
        if (limit != null) {
            ending.forEach(loop -> loop.stop(limit));
        }
        loops = List.of();
    }

    @Override
    public boolean isRunning() {
        return !loops.isEmpty();
    }

    /** Makes those that wait go on at once, such as after a commit in this process. */
    public final void wake() {
        loops.forEach(Loop::wake);
    }
}
