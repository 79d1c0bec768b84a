package dev.concierge.platform.consumer;

import dev.concierge.platform.kafka.KafkaClients;
import dev.concierge.platform.topic.Topics;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One member of a subscription's consumer group; when it is fenced off or fails, it leaves and joins anew. */
final class Worker implements Runnable {
    private static final Logger log = LoggerFactory.getLogger(Worker.class);

    private final String group;
    private final Subscription subscription;
    private final KafkaClients kafka;
    private final Topics topics;
    private final Positions positions;
    private final Sessions sessions;
    private final ConsumerSettings settings;
    private final ConsumerMetrics metrics;
    private final Backoff backoff = new Backoff(Duration.ofSeconds(1));
    private final CountDownLatch stopping = new CountDownLatch(1);

    private volatile @Nullable Consumer<String, byte[]> open;

    Worker(
            String group,
            Subscription subscription,
            KafkaClients kafka,
            Topics topics,
            Positions positions,
            Sessions sessions,
            ConsumerSettings settings,
            ConsumerMetrics metrics) {
        this.group = group;
        this.subscription = subscription;
        this.kafka = kafka;
        this.topics = topics;
        this.positions = positions;
        this.sessions = sessions;
        this.settings = settings;
        this.metrics = metrics;
    }

    @Override
    public void run() {
        while (!isStopping()) {
            try {
                Map<String, UUID> ids = topics.ids(subscription.topics());
                consume(ids);
            } catch (WakeupException stop) {
                log.debug("{} leaves", group);
            } catch (FencedOff fenced) {
                metrics.fencedOff();
                log.info("{} joins anew: {}", group, fenced.getMessage());
            } catch (RuntimeException | Error failure) {
                // an error too: a worker that ended would leave its partitions to nobody, unseen
                metrics.retried();
                joinLater(failure);
            }
        }
    }

    void stop() {
        stopping.countDown();
        Consumer<String, byte[]> consumer = open;
        if (consumer != null) {
            consumer.wakeup();
        }
    }

    private void joinLater(Throwable failure) {
        Duration pause = backoff.next();
        if (InfrastructureErrors.caused(failure)) {
            log.warn("{} joins anew in {}: {}", group, pause, Causes.describe(failure));
        } else {
            log.error("{} joins anew in {}", group, pause, failure);
        }
        pause(pause);
    }

    private void consume(Map<String, UUID> topicIds) {
        try (Consumer<String, byte[]> consumer = kafka.groupConsumer(group, settings.batch())) {
            open = consumer;
            Assignment assignment = new Assignment(consumer, positions, topicIds, kafka.settings(), metrics);
            consumer.subscribe(
                    topicIds.keySet().stream().map(kafka.settings()::prefixed).toList(), assignment);
            Session session = sessions.open(consumer, assignment);
            try {
                while (!isStopping()) {
                    session.step();
                    backoff.reset();
                }
            } finally {
                metrics.left(assignment);
            }
        } finally {
            open = null;
        }
    }

    private boolean isStopping() {
        return stopping.getCount() == 0;
    }

    private void pause(Duration length) {
        try {
            stopping.await(length.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            stopping.countDown();
        }
    }

    /** Makes the session of a consumer that has just joined. */
    @FunctionalInterface
    interface Sessions {
        Session open(Consumer<String, byte[]> consumer, Assignment assignment);
    }
}
