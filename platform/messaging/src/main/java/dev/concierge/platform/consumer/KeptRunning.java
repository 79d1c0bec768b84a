package dev.concierge.platform.consumer;

import dev.concierge.platform.database.Workload;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ScheduledFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.kafka.listener.KafkaMessageListenerContainer;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.util.backoff.BackOffExecution;
import org.springframework.util.backoff.ExponentialBackOff;

/**
 * Keeps a listener container running. One ends with an {@link Error}, and does not start while no broker's name can be
 * resolved; another then takes its place, with nothing left in it of the one before.
 */
final class KeptRunning {
    private static final Logger log = LoggerFactory.getLogger(KeptRunning.class);
    private static final long LOOK = 1_000;

    private final String name;
    private final Supplier<KafkaMessageListenerContainer<String, byte[]>> containers;
    private final Counter replaced;
    private final ScheduledFuture<?> looks;

    private BackOffExecution pauses = pauses();
    private long pause;
    private boolean stopping;
    private @Nullable KafkaMessageListenerContainer<String, byte[]> current;
    private @Nullable Thread thread;

    /** @param containers makes a new one, or throws and is asked again */
    KeptRunning(
            String name,
            Supplier<KafkaMessageListenerContainer<String, byte[]>> containers,
            TaskScheduler scheduler,
            MeterRegistry meters) {
        this.name = name;
        this.containers = containers;
        this.replaced = Counter.builder("consumer.container.replaced")
                .description("Containers that ended, by an error or because their positions were gone, and were replaced")
                .tag("container", name)
                .register(meters);
        this.looks = Objects.requireNonNull(
                scheduler.schedule(this::look, last -> last.getClock().instant().plusMillis(pause)));
    }

    /** Of a pool: what hands each look to a thread of its own would not wait for the one before. */
    static ThreadPoolTaskScheduler scheduler(int members) {
        ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();
        scheduler.setPoolSize(Math.max(1, members));
        scheduler.setVirtualThreads(true);
        scheduler.initialize();
        return scheduler;
    }

    private void look() {
        try {
            if (!isAlive()) {
                start(containers.get());
            }
            pause = LOOK;
            pauses = pauses();
        } catch (RuntimeException | Error failure) {
            pause = pauses.nextBackOff();
            if (InfrastructureErrors.caused(failure)) {
                log.warn("{} starts again in {} ms: {}", name, pause, Causes.describe(failure));
            } else {
                log.error("{} starts again in {} ms", name, pause, failure);
            }
        }
    }

    private synchronized void start(KafkaMessageListenerContainer<String, byte[]> container) {
        if (!stopping) {
            if (current != null) {
                replaced.increment();
                log.warn("{} has ended: another takes its place", name);
            }
            container.getContainerProperties().setListenerTaskExecutor(threads());
            current = container;
            container.start();
        }
    }

    private AsyncTaskExecutor threads() {
        return task -> thread = Thread.ofPlatform().name(name).start(() -> Workload.CONSUMERS.run(task));
    }

    private synchronized @Nullable Thread thread() {
        return thread;
    }

    private boolean isAlive() {
        Thread last = thread();
        return last != null && last.isAlive();
    }

    synchronized boolean isRunning() {
        return isAlive() && current != null && current.isRunning();
    }

    /** Returns at once; {@link #awaitStop} waits. */
    synchronized void stop() {
        stopping = true;
        looks.cancel(false);
        if (current != null) {
            current.stop(() -> {});
        }
    }

    /** Waits for what is under way, and interrupts it if it takes longer. */
    void awaitStop(Duration patience) {
        Thread last = thread();
        try {
            if (last != null && !last.join(patience)) {
                log.warn("{} does not end within {}: interrupted", name, patience);
                last.interrupt();
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    private static BackOffExecution pauses() {
        ExponentialBackOff pauses = new ExponentialBackOff(50, 2);
        pauses.setMaxInterval(LOOK);
        return pauses.start();
    }
}
