package dev.concierge.bench.fleet;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntPredicate;

/** Calls begun at a steady rate, each timed from when it was due: what waits behind a slow one is slow as well. */
final class SteadyLoad {
    private final int perSecond;
    private final IntPredicate call;

    /** @param call given its number; false when it failed */
    SteadyLoad(int perSecond, IntPredicate call) {
        this.perSecond = perSecond;
        this.call = call;
    }

    Times run(Duration length) {
        int count = (int) (perSecond * length.toSeconds());
        AtomicLongArray nanos = new AtomicLongArray(count);
        AtomicInteger failed = new AtomicInteger();
        long start = System.nanoTime();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int number = 0; number < count; number++) {
                int own = number;
                long due = start + number * 1_000_000_000L / perSecond;
                LockSupport.parkNanos(Math.max(0, due - System.nanoTime()));
                threads.submit(() -> {
                    if (!succeeds(own)) {
                        failed.incrementAndGet();
                    }
                    nanos.set(own, System.nanoTime() - due);
                });
            }
        }
        double[] millis = new double[count];
        Arrays.setAll(millis, number -> nanos.get(number) / 1e6);
        return Times.of(millis, failed.get());
    }

    private boolean succeeds(int number) {
        try {
            return call.test(number);
        } catch (RuntimeException noAnswer) {
            return false;
        }
    }

    /** @param millis ascending */
    @SuppressWarnings("ArrayRecordComponent")
    record Times(double[] millis, int failed) {
        static Times of(double[] millis, int failed) {
            double[] ascending = millis.clone();
            Arrays.sort(ascending);
            return new Times(ascending, failed);
        }

        Times with(Times others) {
            double[] both = Arrays.copyOf(millis, millis.length + others.millis.length);
            System.arraycopy(others.millis, 0, both, millis.length, others.millis.length);
            return of(both, failed + others.failed);
        }

        double percentile(double share) {
            return millis[Math.min(millis.length - 1, (int) (millis.length * share))];
        }
    }
}
