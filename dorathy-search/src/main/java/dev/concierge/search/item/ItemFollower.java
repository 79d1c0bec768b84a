package dev.concierge.search.item;

import dev.concierge.platform.kafka.KafkaClients;
import dev.concierge.platform.message.Records;
import dev.concierge.platform.topic.Topics;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.SmartLifecycle;

/** The thread that follows the items for as long as the service runs, whether Kafka is there or not. */
final class ItemFollower implements SmartLifecycle, HealthIndicator {
    private static final Logger log = LoggerFactory.getLogger(ItemFollower.class);
    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final Duration STOP = Duration.ofSeconds(10);

    private final ItemIndex index;
    private final KafkaClients kafka;
    private final Records records;
    private final Topics topics;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private volatile boolean caughtUp;
    private @Nullable Thread thread;

    ItemFollower(ItemIndex index, KafkaClients kafka, Records records, Topics topics) {
        this.index = index;
        this.kafka = kafka;
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
            String topicId =
                    String.valueOf(topics.ids(List.of(FollowItems.TOPIC)).get(FollowItems.TOPIC));
            try (TopicReader reader = new TopicReader(kafka, records, FollowItems.TOPIC)) {
                new FollowItems(index, () -> caughtUp = true).follow(reader, topicId, this::isWanted);
            }
        } catch (KafkaException | IOException failure) {
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
