package dev.concierge.platform.web;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;

/** A bound on one kind of waiting or costly work and, in it, a share for each caller: nobody can take the whole. */
public final class Shares {
    private final int each;
    private final Semaphore free;
    private final Map<String, Integer> held = new ConcurrentHashMap<>();

    /**
     * @param total of all callers
     * @param each most of one
     */
    public Shares(int total, int each) {
        this.each = each;
        this.free = new Semaphore(total);
    }

    /** Empty when this caller has its share, or all have everything. */
    public Optional<Share> take(String caller) {
        if (held.merge(caller, 1, Integer::sum) > each) {
            leave(caller);
            return Optional.empty();
        }
        if (!free.tryAcquire()) {
            leave(caller);
            return Optional.empty();
        }
        return Optional.of(new Share(caller));
    }

    private void leave(String caller) {
        held.computeIfPresent(caller, (_, count) -> count == 1 ? null : count - 1);
    }

    /** Held until closed. */
    public final class Share implements AutoCloseable {
        private final String caller;
        private final AtomicBoolean over = new AtomicBoolean();

        private Share(String caller) {
            this.caller = caller;
        }

        @Override
        public void close() {
            if (over.compareAndSet(false, true)) {
                free.release();
                leave(caller);
            }
        }
    }
}
