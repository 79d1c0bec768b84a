package dev.concierge.platform.web;

import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * What a service holds at one time. Threads are no limit where they are virtual, and every request that waits holds memory,
 * so that a storm of retries would end the process. A request takes a permit, and one more per 64 KiB of its body that
 * has come: what is only announced holds nothing.
 */
public final class Permits {
    static final int BYTES_PER_PERMIT = 64 * 1024;

    private final int count;
    private final Semaphore free;

    public Permits(int count) {
        this.count = count;
        this.free = new Semaphore(count);
    }

    /** The permit of a request; empty when there is no room for it. */
    public Optional<Permit> take() {
        return free.tryAcquire() ? Optional.of(new Permit()) : Optional.empty();
    }

    /** Whether a request would find none. */
    public boolean isFull() {
        return free.availablePermits() == 0;
    }

    /** What one request holds. */
    public final class Permit {
        private final AtomicLong read = new AtomicLong();
        private volatile BodyShares.@Nullable Body ofCaller;
        private int taken = 1;
        private boolean left;

        /** It is known who calls: what comes of the body from now on counts for the caller, and no longer for another. */
        public void countFor(BodyShares.Body caller) {
            BodyShares.Body before = ofCaller;
            ofCaller = caller;
            if (before != null) {
                before.close();
            }
        }

        /**
         * More of the body has come.
         *
         * @throws OverCapacity when there is no room for it
         * @throws TooManyAtOnce when the caller holds its share of bodies
         */
        public void hold(int bytes) {
            BodyShares.Body caller = ofCaller;
            if (caller != null) {
                caller.hold(bytes);
            }
            long needed = 1 + read.addAndGet(bytes) / BYTES_PER_PERMIT;
            // a body that alone is more than all permits may fill them, else it could never be taken
            if (needed > taken && needed <= count) {
                take((int) needed);
            }
        }

        private synchronized void take(int needed) {
            int more = needed - taken;
            if (more > 0 && !left) {
                if (!free.tryAcquire(more)) {
                    throw new OverCapacity();
                }
                taken = needed;
            }
        }

        /** The request is over. */
        public synchronized void leave() {
            if (!left) {
                left = true;
                free.release(taken);
                BodyShares.Body caller = ofCaller;
                if (caller != null) {
                    caller.close();
                }
            }
        }
    }
}
