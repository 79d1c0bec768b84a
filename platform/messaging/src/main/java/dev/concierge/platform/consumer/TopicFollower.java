package dev.concierge.platform.consumer;

import dev.concierge.platform.kafka.TopicPrefix;
import dev.concierge.platform.message.ReceivedMessage;
import dev.concierge.platform.message.Records;
import dev.concierge.platform.topic.Topics;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.listener.CommonErrorHandler;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.KafkaMessageListenerContainer;
import org.springframework.kafka.listener.ListenerUtils;
import org.springframework.kafka.listener.MessageListener;
import org.springframework.kafka.listener.MessageListenerContainer;
import org.springframework.kafka.support.TopicPartitionOffset;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

/**
 * Reads every partition of a topic without a group: each process sees all that is sent while it runs. It begins at the
 * ends, and after a failure goes on where it was. A message that fails is skipped: there is no other place to keep it.
 */
public final class TopicFollower implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(TopicFollower.class);
    private static final Duration STOP = Duration.ofSeconds(1);
    private static final int ATTEMPTS = 2;

    private final ConsumerFactory<String, byte[]> kafka;
    private final Topics topics;
    private final TopicPrefix prefix;
    private final Records records;
    private final String topic;
    private final Handler handler;
    private final Map<Integer, Long> next = new ConcurrentHashMap<>();

    private ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();
    private @Nullable KeptRunning reader;
    private @Nullable Place begun;
    private int attempts;

    /** @param topic without the prefix */
    public TopicFollower(
            ConsumerFactory<String, byte[]> kafka,
            Topics topics,
            TopicPrefix prefix,
            Records records,
            String topic,
            Handler handler) {
        this.kafka = kafka;
        this.topics = topics;
        this.prefix = prefix;
        this.records = records;
        this.topic = topic;
        this.handler = handler;
    }

    /** Whether it reads, and nothing sent from now on will be missed. */
    public boolean isPositioned() {
        KeptRunning current = reader;
        return current != null && current.isRunning();
    }

    @Override
    public void start() {
        scheduler = KeptRunning.scheduler(1);
        reader = new KeptRunning(topic + "-follower", this::container, scheduler);
    }

    @Override
    public void stop() {
        if (reader != null) {
            reader.stop();
            reader.awaitStop(STOP);
            reader = null;
        }
        scheduler.shutdown();
    }

    @Override
    public boolean isRunning() {
        return reader != null;
    }

    private KafkaMessageListenerContainer<String, byte[]> container() {
        KafkaMessageListenerContainer<String, byte[]> container =
                new KafkaMessageListenerContainer<>(kafka, properties());
        container.setBeanName(topic + "-follower");
        container.setupMessageListener((MessageListener<String, byte[]>) this::on);
        container.setCommonErrorHandler(new GoOn());
        return container;
    }

    private ContainerProperties properties() {
        ContainerProperties properties = new ContainerProperties(topics.ranges(topic).entrySet().stream()
                .map(partition -> new TopicPartitionOffset(
                        prefix.prefixed(topic), partition.getKey(), position(partition.getKey(), partition.getValue())))
                .toArray(TopicPartitionOffset[]::new));
        Properties client = new Properties();
        client.setProperty(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        client.setProperty(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        client.setProperty(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        properties.setKafkaConsumerProperties(client);
        properties.setAuthExceptionRetryInterval(Duration.ofSeconds(5));
        properties.setScheduler(scheduler);
        return properties;
    }

    private long position(int partition, Topics.Range held) {
        long position = next.getOrDefault(partition, held.end());
        if (position < held.first() || position > held.end()) {
            log.warn("{}-{} holds {}, not {}: messages were missed", topic, partition, held, position);
            position = held.end();
        }
        next.put(partition, position);
        return position;
    }

    private void on(ConsumerRecord<String, byte[]> received) {
        Place place = new Place(received.partition(), received.offset());
        attempts = place.equals(begun) ? attempts + 1 : 1;
        begun = place;
        try {
            if (attempts <= ATTEMPTS) {
                handler.on(records.message(received));
            } else {
                log.error("Skipped {} {}: it ended the reader {} times", topic, place, ATTEMPTS);
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return;
        } catch (RuntimeException broken) {
            log.error("Skipped {} {}", topic, place, broken);
        }
        next.put(place.partition, place.offset + 1);
    }

    /** Takes what is sent; may block, and is interrupted when the follower is stopped. */
    @FunctionalInterface
    public interface Handler {
        void on(ReceivedMessage message) throws InterruptedException;
    }

    private record Place(int partition, long offset) {}

    private static final class GoOn implements CommonErrorHandler {
        @Override
        public void handleOtherException(
                Exception failure, Consumer<?, ?> consumer, MessageListenerContainer container, boolean batchListener) {
            log.warn("{} goes on: {}", container.getListenerId(), Causes.describe(failure));
            if (failure instanceof InvalidOffsetException) {
                // the next one looks where to begin
                container.stopAbnormally(() -> {});
                return;
            }
            try {
                ListenerUtils.stoppableSleep(container, 500);
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
