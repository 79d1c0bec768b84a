package dev.concierge.localstack.setting;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waiting for something that only tells when asked. */
public final class Wait {
    private static final long BETWEEN_NANOS = Duration.ofMillis(100).toNanos();

    private Wait() {}

    /** Returns whether it became true within the bound. */
    public static boolean until(Duration bound, BooleanSupplier condition) {
        long end = System.nanoTime() + bound.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end || Thread.currentThread().isInterrupted()) {
                return false;
            }
            LockSupport.parkNanos(BETWEEN_NANOS);
        }
        return true;
    }
}
