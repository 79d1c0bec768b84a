package dev.concierge.localstack.setting;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waiting for something that only tells when asked. */
public final class Wait {
    private static final Duration BETWEEN = Duration.ofMillis(100);

    private Wait() {}

    /** Returns whether it became true within the bound. */
    public static boolean until(Duration bound, BooleanSupplier condition) {
        return until(bound, BETWEEN, condition);
    }

    /** @param between pause after each time it was asked, for what is costly to ask */
    public static boolean until(Duration bound, Duration between, BooleanSupplier condition) {
        long end = System.nanoTime() + bound.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end || Thread.currentThread().isInterrupted()) {
                return false;
            }
            LockSupport.parkNanos(between.toNanos());
        }
        return true;
    }
}
