package dev.concierge.user.token;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/**
 * Lets signing and hashing, which only burn CPU, have at most the processors there are: a storm of token requests
 * waits or is turned away here, while everything else goes on being answered.
 */
@Component
public class IssueLimit {
    private static final int MOST_WAITING = 64;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

    private final Semaphore permits =
            new Semaphore(Math.max(1, Runtime.getRuntime().availableProcessors()), true);

    IssueLimit() {}

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
        if (permits.getQueueLength() >= MOST_WAITING) {
            return false;
        }
        try {
            return permits.tryAcquire(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    public void leave() {
        permits.release();
    }
}
