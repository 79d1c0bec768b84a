package dev.concierge.platform.consumer;

import dev.concierge.platform.parking.Causes;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.listener.ListenerUtils;
import org.springframework.kafka.listener.MessageListenerContainer;

/** How a container's thread waits a failure out. */
final class Patience {
    private static final Logger log = LoggerFactory.getLogger(Patience.class);

    private final MessageListenerContainer container;
    private final Duration pause;
    private final ConsumerMetrics metrics;

    Patience(MessageListenerContainer container, Duration pause, ConsumerMetrics metrics) {
        this.container = container;
        this.pause = pause;
        this.metrics = metrics;
    }

    /** Counts and tells it, whoever waits. */
    void note(Throwable failure) {
        metrics.retried();
        if (InfrastructureErrors.caused(failure)) {
            log.warn("{} tries again in {}: {}", container.getListenerId(), pause, Causes.describe(failure));
        } else {
            log.error("{} tries again in {}", container.getListenerId(), pause, failure);
        }
    }

    /** Waits on this thread; false when the container was stopped meanwhile. */
    boolean lasts() {
        try {
            ListenerUtils.stoppableSleep(container, pause.toMillis());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        return container.isRunning();
    }
}
