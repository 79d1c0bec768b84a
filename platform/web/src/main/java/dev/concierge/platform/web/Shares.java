package dev.concierge.platform.web;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** A bound on one kind of waiting or costly work and, in it, a share for each caller: nobody can take the whole. */
public final class Shares {
    private final int each;
    private final Semaphore free;
    private final Map<String, Integer> held = new ConcurrentHashMap<>();
    private final ReentrantLock waiting = new ReentrantLock();
    private final Condition returned = waiting.newCondition();
    /** Every request gives a share back, and hardly anybody ever waits for one. */
    private final AtomicInteger waiters = new AtomicInteger();

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
        return take(caller, 1);
    }

    /** As {@link #take(String)}, once there is one: waits at most so long. */
    public Optional<Share> await(String caller, Duration patience) throws InterruptedException {
        long left = patience.toNanos();
        waiting.lockInterruptibly();
        waiters.incrementAndGet(); // before it asks: whoever gives something back after that tells it
        try {
            Optional<Share> share = take(caller);
            while (share.isEmpty() && left > 0) {
                left = returned.awaitNanos(left);
                share = take(caller);
            }
            return share;
        } finally {
            waiters.decrementAndGet();
            waiting.unlock();
        }
    }

    /** So much at once; may be more than a share where the caller holds nothing else, else it could never be taken. */
    public Optional<Share> take(String caller, int count) {
        int all = held.merge(caller, count, Integer::sum);
        if ((all > each && all > count) || !free.tryAcquire(count)) {
            leave(caller, count);
            return Optional.empty();
        }
        return Optional.of(new Share(caller, count));
    }

    /** All: whose turn it may be depends on whose share it was. */
    private void tellThoseWhoWait() {
        waiting.lock();
        try {
            returned.signalAll();
        } finally {
            waiting.unlock();
        }
    }

    private void leave(String caller, int count) {
        held.computeIfPresent(caller, (_, all) -> all == count ? null : all - count);
    }

    /** Held until closed. */
    public final class Share implements AutoCloseable {
        private final String caller;
        private final int count;
        private final AtomicBoolean over = new AtomicBoolean();

        private Share(String caller, int count) {
            this.caller = caller;
            this.count = count;
        }

        @Override
        public void close() {
            if (over.compareAndSet(false, true)) {
                free.release(count);
                leave(caller, count);
                if (waiters.get() > 0) {
                    tellThoseWhoWait();
                }
            }
        }
    }
}
