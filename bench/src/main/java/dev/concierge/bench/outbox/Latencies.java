package dev.concierge.bench.outbox;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** From when a transaction was due to when its effect had committed. */
final class Latencies {
    private final AtomicLong applied = new AtomicLong();
    private LongStream.Builder nanos = LongStream.builder();

    void afterCommit(List<Step> steps) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                record(steps);
            }
        });
    }

    long applied() {
        return applied.get();
    }

    /** Waits, at most two minutes, until so many effects have committed since the start. */
    void await(long count) {
        long deadline = System.nanoTime() + 120_000_000_000L;
        while (applied.get() < count) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("applied: " + applied.get() + " (expected: " + count + ")");
            }
            LockSupport.parkNanos(1_000_000);
        }
    }

    /** The latencies in milliseconds since the last call, ascending. */
    synchronized double[] drain() {
        double[] millis =
                nanos.build().sorted().mapToDouble(value -> value / 1e6).toArray();
        nanos = LongStream.builder();
        return millis;
    }

    private synchronized void record(List<Step> steps) {
        long now = System.nanoTime();
        steps.forEach(step -> nanos.add(now - step.sentAt()));
        applied.addAndGet(steps.size());
    }
}
