package dev.concierge.platform.consumer;

import dev.concierge.platform.database.Workload;
import dev.concierge.platform.loop.Loop;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.kafka.listener.KafkaMessageListenerContainer;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

/**
 * Keeps a listener container running. One ends with an {@link Error}, and does not start while no broker's name can be
 * resolved; another then takes its place, with nothing left in it of the one before.
 */
final class KeptRunning {
    private static final Logger log = LoggerFactory.getLogger(KeptRunning.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    private final String name;
    private final Supplier<KafkaMessageListenerContainer<String, byte[]>> containers;
    private final Counter replaced;
    private final Loop looks;

    private boolean stopping;
    private @Nullable KafkaMessageListenerContainer<String, byte[]> current;
    private @Nullable Thread thread;

    /** @param containers makes a new one, or throws and is asked again */
    KeptRunning(String name, Supplier<KafkaMessageListenerContainer<String, byte[]>> containers, MeterRegistry meters) {
        this.name = name;
        this.containers = containers;
        this.replaced = Counter.builder("consumer.container.replaced")
                .description(
                        "Containers that ended, by an error or because their positions were gone, and were replaced")
                .tag("container", name)
                .register(meters);
        this.looks = Loop.start(name + "-kept", Workload.CONSUMERS::run, this::look);
    }

    /** For what the containers look after by themselves. */
    static ThreadPoolTaskScheduler scheduler(int members) {
        ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();
        scheduler.setPoolSize(Math.max(1, members));
        scheduler.setVirtualThreads(true);
        scheduler.initialize();
        return scheduler;
    }

    private void look(Loop loop) throws InterruptedException {
        if (!isAlive()) {
            start(containers.get());
        }
        loop.rest(BETWEEN_LOOKS);
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
        looks.stop();
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
}
