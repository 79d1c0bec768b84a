package dev.concierge.platform.consumer;

import dev.concierge.platform.kafka.TopicPrefix;
import dev.concierge.platform.observability.Drain;
import dev.concierge.platform.parking.Causes;
import dev.concierge.platform.topic.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.event.ListenerContainerIdleEvent;
import org.springframework.kafka.listener.BatchConsumerAwareMessageListener;
import org.springframework.kafka.listener.CommonErrorHandler;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.ContainerProperties.AckMode;
import org.springframework.kafka.listener.KafkaMessageListenerContainer;
import org.springframework.kafka.listener.ListenerUtils;
import org.springframework.kafka.listener.MessageListenerContainer;
import org.springframework.kafka.support.TopicPartitionOffset;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

/**
 * Reads every partition of a topic without a group: each process sees all that is sent while it runs. It begins some
 * time before the ends, and after a failure goes on where it was. A record that fails is skipped: there is no other place
 * to keep it.
 */
public final class TopicFollower implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(TopicFollower.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration STOP = Duration.ofSeconds(1);
    private static final int ATTEMPTS = 2;

    private final ConsumerFactory<String, byte[]> kafka;
    private final Topics topics;
    private final TopicPrefix prefix;
    private final String topic;
    private final Past past;
    private final Reader reader;
    private final Clock clock;
    private final MeterRegistry meters;
    /** Of its threads and meters. */
    private final String name;

    private final ConsumerLag.Reader lag;

    private ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();
    private @Nullable KeptRunning container;

    // of the thread that reads, and of the one that makes the next reader when that thread has ended
    private Topics.@Nullable Found found;
    private long[] next = {};
    private long[] goal = {};
    private boolean isBehind;
    /** How many records are handed over one by one, as there is one among them that failed. */
    private int single;

    private @Nullable Place begun;
    private int attempts;

    /** @param topic without the prefix */
    public TopicFollower(
            ConsumerFactory<String, byte[]> kafka,
            Topics topics,
            TopicPrefix prefix,
            String topic,
            Past past,
            Reader reader,
            Clock clock,
            MeterRegistry meters) {
        this.kafka = kafka;
        this.topics = topics;
        this.prefix = prefix;
        this.topic = topic;
        this.past = past;
        this.reader = reader;
        this.clock = clock;
        this.meters = meters;
        this.name = topic + "-follower";
        this.lag = new ConsumerLag(meters, name, clock).reader();
    }

    @Override
    public void start() {
        scheduler = KeptRunning.scheduler(1);
        container = new KeptRunning(name, this::container, meters);
    }

    @Override
    public void stop() {
        if (container != null) {
            container.stop();
            container.awaitStop(STOP);
            container = null;
        }
        lag.stops();
        scheduler.shutdown();
    }

    @Override
    public boolean isRunning() {
        return container != null;
    }

    /** While this process drains, too, it takes and answers who lives on what is read here. */
    @Override
    public int getPhase() {
        return Drain.BEHIND_THE_SERVER;
    }

    private KafkaMessageListenerContainer<String, byte[]> container() {
        lag.stands();
        locate();
        KafkaMessageListenerContainer<String, byte[]> made = new KafkaMessageListenerContainer<>(kafka, properties());
        made.setBeanName(name);
        made.setupMessageListener((BatchConsumerAwareMessageListener<String, byte[]>) this::on);
        made.setCommonErrorHandler(new GoOn());
        made.setApplicationEventPublisher(event -> {
            if (event instanceof ListenerContainerIdleEvent idle) {
                on(List.of(), idle.getConsumer());
            }
        });
        return made;
    }

    private ContainerProperties properties() {
        ContainerProperties properties = new ContainerProperties(IntStream.range(0, next.length)
                .mapToObj(partition -> new TopicPartitionOffset(prefix.prefixed(topic), partition, next[partition]))
                .toArray(TopicPartitionOffset[]::new));
        Properties client = new Properties();
        client.setProperty(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        client.setProperty(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        client.setProperty(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        properties.setKafkaConsumerProperties(client);
        properties.setAckMode(AckMode.MANUAL);
        properties.setPollTimeout(POLL.toMillis());
        // shorter than a poll that brings nothing: positions move on behind what is no record too
        properties.setIdleEventInterval(POLL.toMillis() / 2);
        properties.setIdleBeforeDataMultiplier(1);
        properties.setAuthExceptionRetryInterval(Duration.ofSeconds(5));
        properties.setScheduler(scheduler);
        return properties;
    }

    /** Goes on where it was, unless that is not in the log as it is now. */
    private void locate() {
        Topics.Found now = Objects.requireNonNull(topics.find(List.of(topic)).get(topic));
        Map<Integer, Topics.Range> held = topics.ranges(topic);
        if (now.equals(found)
                && held.entrySet().stream().allMatch(range -> range.getValue().holds(next[range.getKey()]))) {
            return;
        }
        if (found != null) {
            log.warn("{} is another log, or has lost what was not read yet: it is read anew", topic);
        }
        next = begin(held);
        goal = held.values().stream().mapToLong(Topics.Range::end).toArray();
        isBehind = true;
        lag.catchesUp();
        single = 0;
        reader.begins(
                now,
                IntStream.range(0, next.length)
                        .mapToObj(partition -> new Reached(partition, next[partition], goal[partition]))
                        .toList());
        found = now;
        tellWhenThere();
    }

    private long[] begin(Map<Integer, Topics.Range> held) {
        Map<Integer, Long> since =
                past.isNone() ? Map.of() : topics.since(topic, clock.instant().minus(past.age()));
        return held.entrySet().stream()
                .mapToLong(range -> {
                    long end = range.getValue().end();
                    long wanted = Math.max(since.getOrDefault(range.getKey(), end), end - past.records());
                    return Math.max(wanted, range.getValue().first());
                })
                .toArray();
    }

    private void on(List<ConsumerRecord<String, byte[]>> polled, @Nullable Consumer<?, ?> consumer) {
        List<Reached> reached = reached(Objects.requireNonNull(consumer));
        lag.begun(polled);
        try {
            if (!isTakenTogether(polled, reached)) {
                for (ConsumerRecord<String, byte[]> record : polled) {
                    takeAlone(record, reached);
                }
                if (!isAt(reached)) {
                    reader.on(List.of(), reached);
                }
            }
            next = reached.stream().mapToLong(Reached::next).toArray();
            lag.applied(polled);
            lag.waits(reached.stream()
                    .mapToLong(partition -> partition.end() - partition.next())
                    .sum());
            tellWhenThere();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException broken) {
            log.error("The reader of {} cannot be told its positions", topic, broken);
        }
    }

    private boolean isTakenTogether(List<ConsumerRecord<String, byte[]>> polled, List<Reached> reached)
            throws InterruptedException {
        if (single > 0 || polled.size() < 2) {
            return false;
        }
        single = polled.size(); // an error ends this thread, and the next one goes carefully
        try {
            reader.on(polled, reached);
            single = 0;
            return true;
        } catch (RuntimeException broken) {
            log.warn("{} records of {} are read again one by one", single, topic, broken);
            return false;
        }
    }

    private void takeAlone(ConsumerRecord<String, byte[]> record, List<Reached> reached) throws InterruptedException {
        Place place = new Place(record.partition(), record.offset());
        attempts = place.equals(begun) ? attempts + 1 : 1;
        begun = place;
        if (attempts > ATTEMPTS) {
            log.error("Skipped {} {}: it ended the reader {} times", topic, place, ATTEMPTS);
        } else {
            try {
                reader.on(List.of(record), with(record, reached));
            } catch (RuntimeException broken) {
                log.error("Skipped {} {}", topic, place, broken);
            }
        }
        next[record.partition()] = record.offset() + 1;
        single = Math.max(0, single - 1);
    }

    private static List<Reached> reached(Consumer<?, ?> consumer) {
        return consumer.assignment().stream()
                .map(partition -> reached(partition, consumer))
                .sorted(Comparator.comparingInt(Reached::partition))
                .toList();
    }

    private static Reached reached(TopicPartition partition, Consumer<?, ?> consumer) {
        long next = consumer.position(partition);
        return new Reached(
                partition.partition(),
                next,
                next + consumer.currentLag(partition).orElse(0));
    }

    /** Where it is after this record, alone. */
    private List<Reached> with(ConsumerRecord<String, byte[]> record, List<Reached> reached) {
        return reached.stream()
                .map(one -> new Reached(
                        one.partition(),
                        one.partition() == record.partition() ? record.offset() + 1 : next[one.partition()],
                        one.end()))
                .toList();
    }

    private boolean isAt(List<Reached> reached) {
        return reached.stream().allMatch(one -> next[one.partition()] == one.next());
    }

    private void tellWhenThere() {
        if (isBehind && IntStream.range(0, goal.length).allMatch(partition -> next[partition] >= goal[partition])) {
            isBehind = false;
            lag.caughtUp();
            reader.caughtUp();
        }
    }

    /**
     * Who reads. It is called on one thread at a time, may block, and is interrupted when the follower is stopped. After
     * a failure it is given the same records again.
     */
    public interface Reader {
        /**
         * From here on it is this log: the first, or another one, of which nothing has been read yet.
         *
         * @param reached of each partition, before anything is read
         */
        void begins(Topics.Found log, List<Reached> reached);

        /**
         * @param records none when only positions moved
         * @param reached of each partition, after these records
         */
        void on(List<ConsumerRecord<String, byte[]>> records, List<Reached> reached) throws InterruptedException;

        /** All that stood in the log when it was begun has been read. */
        void caughtUp();
    }

    /**
     * How far one partition is read.
     *
     * @param next offset that is read next
     * @param end where the partition ended when this process last heard of it
     */
    public record Reached(int partition, long next, long end) {}

    /**
     * How much of what was sent before is read first.
     *
     * @param records at most so many of each partition
     */
    public record Past(Duration age, long records) {
        /** Only what is sent from now on. */
        public static final Past NONE = new Past(Duration.ZERO, 0);

        boolean isNone() {
            return records == 0;
        }
    }

    private record Place(int partition, long offset) {}

    private final class GoOn implements CommonErrorHandler {
        @Override
        public void handleOtherException(
                Exception failure, Consumer<?, ?> consumer, MessageListenerContainer container, boolean batchListener) {
            lag.stands();
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
