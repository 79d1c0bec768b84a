package dev.concierge.hub.delivery.email;

import java.util.concurrent.TimeUnit;
import org.springframework.scheduling.annotation.Scheduled;

/** Ends connections that nobody has used for a while. */
final class CloseIdleConnections {
    private final PostEmail post;

    CloseIdleConnections(PostEmail post) {
        this.post = post;
    }

    @Scheduled(fixedDelay = 5, timeUnit = TimeUnit.SECONDS)
    void close() {
        post.closeIdle();
    }
}
