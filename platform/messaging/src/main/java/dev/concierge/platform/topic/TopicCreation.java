package dev.concierge.platform.topic;

import dev.concierge.platform.database.Workload;
import dev.concierge.platform.loop.BackgroundLoop;
import dev.concierge.platform.loop.Loop;
import java.time.Duration;
import java.util.List;

/** Creates topics at the service's start, in the background: a service starts without a broker, too. */
final class TopicCreation extends BackgroundLoop {
    private static final Duration AGAIN = Duration.ofSeconds(2);

    private final Topics topics;
    private final List<Topic> owned;

    TopicCreation(Topics topics, List<Topic> owned) {
        super("topic-creation", Workload.BACKGROUND::run);
        this.topics = topics;
        this.owned = owned;
    }

    /** Before consumers and relays look for the topics. */
    @Override
    public int getPhase() {
        return 0;
    }

    @Override
    protected void turn(Loop loop) throws InterruptedException {
        if (topics.create(owned)) {
            loop.stop();
        } else {
            loop.rest(AGAIN);
        }
    }
}
