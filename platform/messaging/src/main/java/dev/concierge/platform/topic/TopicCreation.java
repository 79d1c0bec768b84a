package dev.concierge.platform.topic;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Creates topics at the service's start, in the background: a service starts without a broker, too. */
final class TopicCreation implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(TopicCreation.class);
    private static final Duration RETRY = Duration.ofSeconds(2);

    private final Topics topics;
    private final List<Topic> owned;
    private final CountDownLatch stopping = new CountDownLatch(1);

    private volatile boolean running;

    TopicCreation(Topics topics, List<Topic> owned) {
        this.topics = topics;
        this.owned = owned;
    }

    @Override
    public void start() {
        running = true;
        Thread.ofVirtual().name("topic-creation").start(this::createUntilDone);
    }

    @Override
    public void stop() {
        running = false;
        stopping.countDown();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Before consumers and relays look for the topics. */
    @Override
    public int getPhase() {
        return 0;
    }

    private void createUntilDone() {
        try {
            do {
                try {
                    if (topics.create(owned)) {
                        return;
                    }
                } catch (RuntimeException | Error failure) {
                    log.warn("Topics not created yet, tries again in {}: {}", RETRY, failure.getMessage());
                }
            } while (!stopping.await(RETRY.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
