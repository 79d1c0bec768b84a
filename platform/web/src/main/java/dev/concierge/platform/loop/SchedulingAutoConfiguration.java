package dev.concierge.platform.loop;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.autoconfigure.task.TaskSchedulingAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.scheduling.config.ScheduledTaskRegistrar;
import org.springframework.scheduling.config.TaskManagementConfigUtils;

/**
 * Gives every {@code @Scheduled} task a virtual thread of its own. Boot's scheduler for virtual threads runs all that have a
 * delay on a single one, so that one which waits keeps all others waiting.
 */
@AutoConfiguration(before = TaskSchedulingAutoConfiguration.class, after = TaskExecutionAutoConfiguration.class)
@ConditionalOnBean(name = TaskManagementConfigUtils.SCHEDULED_ANNOTATION_PROCESSOR_BEAN_NAME)
class SchedulingAutoConfiguration {
    @Bean
    ThreadPoolTaskScheduler taskScheduler() {
        ThreadPoolTaskScheduler scheduler = new Scheduler();
        scheduler.setThreadNamePrefix("scheduling-");
        scheduler.setVirtualThreads(true);
        return scheduler;
    }

    /** Asked when all tasks are known and none has begun. */
    @Bean
    SchedulingConfigurer threadForEachTask(ThreadPoolTaskScheduler taskScheduler) {
        return tasks -> taskScheduler.setPoolSize(Math.max(1, number(tasks)));
    }

    private static int number(ScheduledTaskRegistrar tasks) {
        return List.of(
                        tasks.getTriggerTaskList(),
                        tasks.getCronTaskList(),
                        tasks.getFixedRateTaskList(),
                        tasks.getFixedDelayTaskList())
                .stream()
                .mapToInt(Collection::size)
                .sum();
    }

    /** Lets what is under way end when the service does, but not for as long as a service may take to end. */
    @SuppressWarnings("serial") // nobody writes it anywhere
    private static final class Scheduler extends ThreadPoolTaskScheduler {
        private static final Duration PATIENCE = Duration.ofSeconds(2);

        @Override
        public void stop(Runnable callback) {
            super.stop(callback);
            ScheduledExecutorService tasks = getScheduledExecutor();
            if (tasks.isShutdown()) { // otherwise it only pauses
                Thread.ofVirtual().start(() -> interruptWhatTakesLonger(tasks));
            }
        }

        private static void interruptWhatTakesLonger(ScheduledExecutorService tasks) {
            try {
                if (!tasks.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                    tasks.shutdownNow();
                }
            } catch (InterruptedException hurried) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
