package dev.concierge.search.item;

import dev.concierge.platform.kafka.TopicPrefix;
import dev.concierge.platform.message.Records;
import dev.concierge.platform.topic.Topics;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.core.ConsumerFactory;

/** The thread that follows the items for as long as the service runs, whether Kafka is there or not. */
final class ItemFollower implements SmartLifecycle, HealthIndicator {
    private static final Logger log = LoggerFactory.getLogger(ItemFollower.class);
    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final Duration STOP = Duration.ofSeconds(10);

    private final ItemIndex index;
    private final ConsumerFactory<String, byte[]> kafka;
    private final TopicPrefix prefix;
    private final Records records;
    private final Topics topics;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private volatile boolean caughtUp;
    private @Nullable Thread thread;

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
        thread = Thread.ofPlatform().name("items").start(this::followUntilStopped);
    }

    private void followUntilStopped() {
        try {
            do {
                followWhileItWorks();
            } while (!stopping.await(RETRY.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void followWhileItWorks() {
        try {
            index.recover();
            String topicId = Objects.requireNonNull(
                            topics.find(List.of(FollowItems.TOPIC)).get(FollowItems.TOPIC))
                    .id()
                    .toString();
            try (TopicReader reader = new TopicReader(kafka, prefix, records, FollowItems.TOPIC)) {
                new FollowItems(index, () -> caughtUp = true).follow(reader, topicId, this::isWanted);
            }
        } catch (KafkaException | org.springframework.kafka.KafkaException | IOException failure) {
            log.warn("Topic {} cannot be followed, trying again: {}", FollowItems.TOPIC, failure.toString());
        } catch (RuntimeException failure) {
            // without this thread the index would stand still for good while searches are answered as if nothing was
            log.error("Topic {} cannot be followed, trying again", FollowItems.TOPIC, failure);
        }
    }

    private boolean isWanted() {
        return stopping.getCount() > 0;
    }

    @Override
    public void stop() {
        stopping.countDown();
        try {
            if (thread != null && !thread.join(STOP)) {
                log.warn("Following {} does not end; what was not committed is read again", FollowItems.TOPIC);
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null && isWanted();
    }
}
