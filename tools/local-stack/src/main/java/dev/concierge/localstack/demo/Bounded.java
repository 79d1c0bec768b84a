package dev.concierge.localstack.demo;

import java.util.Collection;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Does something to each of many, some at a time. */
final class Bounded {
    private static final int AT_ONCE = 24;

    private Bounded() {}

    /** Returns when all are done; after a failure it begins no further one, and throws it. */
    static <T> void forEach(Collection<T> all, Consumer<T> action) throws InterruptedException {
        Semaphore places = new Semaphore(AT_ONCE);
        AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (T one : all) {
                places.acquire();
                if (failure.get() != null) {
                    break;
                }
                threads.execute(() -> {
                    try {
                        action.accept(one);
                    } catch (RuntimeException e) {
                        failure.compareAndSet(null, e);
                    } finally {
                        places.release();
                    }
                });
            }
        }
        RuntimeException failed = failure.get();
        if (failed != null) {
            throw failed;
        }
    }
}
