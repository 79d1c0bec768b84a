package dev.concierge.search.item;

import dev.concierge.platform.kafka.TopicPrefix;
import dev.concierge.platform.loop.Loop;
import dev.concierge.platform.message.Records;
import dev.concierge.platform.topic.Topics;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.core.ConsumerFactory;

/** Follows the items for as long as the service runs, whether Kafka is there or not. */
final class ItemFollower implements SmartLifecycle, HealthIndicator {
    private static final Logger log = LoggerFactory.getLogger(ItemFollower.class);
    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final Duration STOP = Duration.ofSeconds(10);

    private final ItemIndex index;
    private final ConsumerFactory<String, byte[]> kafka;
    private final TopicPrefix prefix;
    private final Records records;
    private final Topics topics;
    private volatile boolean caughtUp;
    private @Nullable Loop loop;

    ItemFollower(
            ItemIndex index,
            ConsumerFactory<String, byte[]> kafka,
            TopicPrefix prefix,
            Records records,
            Topics topics) {
        this.index = index;
        this.kafka = kafka;
        this.prefix = prefix;
        this.records = records;
        this.topics = topics;
    }

    @Override
    public Health health() {
        return (caughtUp ? Health.up() : Health.outOfService()).build();
    }

    @Override
    public void start() {
        loop = Loop.start("items", Runnable::run, this::follow);
    }

    /** Until it is stopped, or fails: the loop then begins anew, without which the index would stand still for good. */
    private void follow(Loop loop) throws InterruptedException {
        try {
            index.recover();
            String topicId = Objects.requireNonNull(
                            topics.find(List.of(FollowItems.TOPIC)).get(FollowItems.TOPIC))
                    .id()
                    .toString();
            try (TopicReader reader = new TopicReader(kafka, prefix, records, FollowItems.TOPIC)) {
                new FollowItems(index, () -> caughtUp = true).follow(reader, topicId, () -> !loop.isStopping());
            }
        } catch (KafkaException | org.springframework.kafka.KafkaException | IOException failure) {
            log.warn("Topic {} cannot be followed, trying again: {}", FollowItems.TOPIC, failure.toString());
            loop.rest(RETRY);
        }
    }

    /** What was not committed is read again. */
    @Override
    public void stop() {
        if (loop != null) {
            loop.stop(STOP);
            loop = null;
        }
    }

    @Override
    public boolean isRunning() {
        return loop != null;
    }
}
