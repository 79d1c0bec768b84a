package dev.concierge.platform.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.context.LifecycleAutoConfiguration;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.autoconfigure.task.TaskSchedulingAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;

@Timeout(60)
class SchedulingTests {
    private final Tasks tasks = new Tasks();
    private final ApplicationContextRunner service = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    SchedulingAutoConfiguration.class,
                    TaskExecutionAutoConfiguration.class,
                    TaskSchedulingAutoConfiguration.class,
                    LifecycleAutoConfiguration.class))
            .withPropertyValues("spring.threads.virtual.enabled=true", "spring.lifecycle.timeout-per-shutdown-phase=5m")
            .withUserConfiguration(Application.class)
            .withBean(Tasks.class, () -> tasks);

    @Test
    void tasksThatWaitKeepNoOtherFromRunning() {
        service.run(_ -> {
            await().until(() -> tasks.waiting.get() == 2);
            int before = tasks.turns.get();

            await().until(() -> tasks.turns.get() > before + 2);
            tasks.go.countDown();
        });
    }

    @Test
    void aTaskNeverOverlapsWithItself() {
        service.run(_ -> {
            await().until(() -> tasks.waiting.get() == 2);

            await().during(Duration.ofMillis(300)).until(() -> tasks.waiting.get() == 2);
            tasks.go.countDown();
        });
    }

    @Test
    void whatDoesNotEndIsInterruptedWhenTheServiceEnds() {
        service.run(_ -> await().until(() -> tasks.waiting.get() == 2));

        assertThat(tasks.interrupted).hasValue(2);
    }

    /** A scheduler is an executor, in whose place Boot makes none for requests. */
    @Test
    void theExecutorOfRequestsIsThereToo() {
        service.run(context -> {
            tasks.go.countDown();

            assertThat(context).hasBean("applicationTaskExecutor").hasSingleBean(TaskScheduler.class);
        });
    }

    @EnableScheduling
    static class Application {}

    static class Tasks {
        private final CountDownLatch go = new CountDownLatch(1);
        private final AtomicInteger waiting = new AtomicInteger();
        private final AtomicInteger interrupted = new AtomicInteger();
        private final AtomicInteger turns = new AtomicInteger();

        @Scheduled(fixedDelay = 10)
        void waitsWithADelay() throws InterruptedException {
            block();
        }

        @Scheduled(fixedRate = 10)
        void waitsAtARate() throws InterruptedException {
            block();
        }

        @Scheduled(fixedDelay = 10)
        void takesATurn() {
            turns.incrementAndGet();
        }

        private void block() throws InterruptedException {
            waiting.incrementAndGet();
            try {
                go.await();
            } catch (InterruptedException told) {
                interrupted.incrementAndGet();
                throw told;
            } finally {
                waiting.decrementAndGet();
            }
        }
    }
}
