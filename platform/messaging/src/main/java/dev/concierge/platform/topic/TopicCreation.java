package dev.concierge.platform.topic;

import dev.concierge.platform.database.Workload;
import dev.concierge.platform.loop.Loop;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/** Creates topics at the service's start, in the background: a service starts without a broker, too. */
final class TopicCreation implements SmartLifecycle {
    private static final Duration AGAIN = Duration.ofSeconds(2);

    private final Topics topics;
    private final List<Topic> owned;

    private @Nullable Loop loop;

    TopicCreation(Topics topics, List<Topic> owned) {
        this.topics = topics;
        this.owned = owned;
    }

    @Override
    public void start() {
        loop = Loop.start("topic-creation", Workload.BACKGROUND::run, this::createUntilDone);
    }

    @Override
    public void stop() {
        if (loop != null) {
            loop.stop();
            loop = null;
        }
    }

    @Override
    public boolean isRunning() {
        return loop != null;
    }

    /** Before consumers and relays look for the topics. */
    @Override
    public int getPhase() {
        return 0;
    }

    private void createUntilDone(Loop loop) throws InterruptedException {
        if (topics.create(owned)) {
            loop.stop();
        } else {
            loop.rest(AGAIN);
        }
    }
}
