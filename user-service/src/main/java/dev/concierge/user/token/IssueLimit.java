package dev.concierge.user.token;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Lets signing and hashing, which only burn CPU, have at most the processors there are: a storm of token requests
 * waits or is turned away here, while everything else goes on being answered.
 */
public class IssueLimit {
    private final Semaphore permits;
    private final int mostWaiting;
    private final Duration longestWait;

    IssueLimit(int atOnce, int mostWaiting, Duration longestWait) {
        this.permits = new Semaphore(atOnce, true);
        this.mostWaiting = mostWaiting;
        this.longestWait = longestWait;
    }

    /** @throws IssuerBusy when too many others wait or it takes too long */
    <T> T within(Supplier<T> work) {
        if (!tryEnter()) {
            throw new IssuerBusy();
        }
        try {
            return work.get();
        } finally {
            leave();
        }
    }

    /** Whether there was room; who enters must leave. */
    public boolean tryEnter() {
        if (permits.tryAcquire()) {
            return true;
        }
        if (!hasRoomToWait()) {
            return false;
        }
        try {
            return permits.tryAcquire(longestWait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    public void leave() {
        permits.release();
    }

    boolean hasRoomToWait() {
        return permits.getQueueLength() < mostWaiting;
    }
}
