package dev.concierge.search.feed;

import dev.concierge.platform.consumer.ConsumerLag;
import dev.concierge.platform.http.ServiceUnavailable;
import dev.concierge.platform.kafka.TopicPrefix;
import dev.concierge.platform.loop.Loop;
import dev.concierge.platform.message.Records;
import dev.concierge.platform.topic.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.web.client.RestClientException;

/** Follows one feed for as long as the service runs, whether Kafka is there or not. */
final class Follower {
    private static final Logger log = LoggerFactory.getLogger(Follower.class);
    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final Duration ASK_AGAIN = Duration.ofSeconds(5);
    private static final Duration STOP = Duration.ofSeconds(10);

    private final Feed feed;
    private final FollowedIndex index;
    private final ConsumerFactory<String, byte[]> kafka;
    private final TopicPrefix prefix;
    private final Records records;
    private final Topics topics;
    private final ConsumerLag.Reader lag;
    private volatile FollowFeed.Progress progress = new FollowFeed.Progress(0, 0, false);
    private volatile @Nullable String trouble;
    private Runnable caughtUp = () -> {};
    private @Nullable Loop loop;

    Follower(
            Feed feed,
            FollowedIndex index,
            ConsumerFactory<String, byte[]> kafka,
            TopicPrefix prefix,
            Records records,
            Topics topics,
            ConsumerLag.Reader lag) {
        this.feed = feed;
        this.index = index;
        this.kafka = kafka;
        this.prefix = prefix;
        this.records = records;
        this.topics = topics;
        this.lag = lag;
    }

    Feed feed() {
        return feed;
    }

    FollowFeed.Progress progress() {
        return progress;
    }

    /** Why it does not follow now; null while it does. */
    @Nullable
    String trouble() {
        return trouble;
    }

    /** @param onCaughtUp called once, when it has read all that was there at its start */
    void start(Runnable onCaughtUp) {
        caughtUp = onCaughtUp;
        loop = Loop.start(feed.topic(), Runnable::run, this::follow);
    }

    /** Until it is stopped, or fails: the loop then begins anew, without which the index would stand still for good. */
    private void follow(Loop loop) throws InterruptedException {
        lag.stands();
        try {
            String topicId = Objects.requireNonNull(
                            topics.find(List.of(feed.topic())).get(feed.topic()), "the topic is not there")
                    .id()
                    .toString();
            try (TopicReader reader = new TopicReader(kafka, prefix, records, feed.topic(), lag)) {
                new FollowFeed(feed, index, this::on).follow(reader, topicId, () -> !loop.isStopping());
            }
        } catch (KafkaException
                | org.springframework.kafka.KafkaException
                | IOException
                | UncheckedIOException
                | ServiceUnavailable
                | RestClientException failure) {
            trouble = failure.toString();
            log.warn("Topic {} cannot be followed, trying again: {}", feed.topic(), failure.toString());
            loop.rest(feed.isListed() ? ASK_AGAIN : RETRY);
        }
    }

    private void on(FollowFeed.Progress now) {
        trouble = null;
        // who has been ready stays so: what is there is served while the rest is read again
        boolean before = progress.isCaughtUp();
        progress = before ? new FollowFeed.Progress(now.read(), now.toRead(), true) : now;
        if (!before && now.isCaughtUp()) {
            caughtUp.run();
        }
    }

    /** What was not committed is read again. */
    void stop() {
        if (loop != null) {
            loop.stop(STOP);
            loop = null;
        }
        lag.stops();
    }
}
