package dev.concierge.platform.web;

import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.springframework.util.unit.DataSize;

/**
 * What a service holds at one time. Threads are no limit where they are virtual, and every request that waits holds memory,
 * so that a storm of retries would end the process. A request takes a place, and one more per 64 KiB of its body.
 */
final class Places {
    private static final long BYTES_PER_PLACE = 64 * 1024;

    private final int count;
    private final int mostOfOne;
    private final Semaphore free;

    /** @param maxBody what a body counts whose length is not announced */
    Places(int count, DataSize maxBody) {
        this.count = count;
        this.mostOfOne = taken(maxBody.toBytes());
        this.free = new Semaphore(count);
    }

    /**
     * What to call once when the request is over; empty when there is no room for it.
     *
     * @param announced length of the body in bytes, negative when it is not announced
     */
    Optional<Runnable> take(long announced) {
        int taken = announced < 0 ? mostOfOne : Math.min(taken(announced), mostOfOne);
        return free.tryAcquire(taken) ? Optional.of(() -> free.release(taken)) : Optional.empty();
    }

    private int taken(long bytes) {
        return (int) Math.min(count, 1 + bytes / BYTES_PER_PLACE);
    }
}
