package dev.concierge.hub.live;

import dev.concierge.platform.kafka.KafkaClients;
import dev.concierge.platform.message.ReceivedMessage;
import dev.concierge.platform.message.Records;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.core.KafkaAdmin;

/**
 * Reads every partition of {@code live}, without a group, and fans out what comes. It begins some minutes before the
 * ends, so that a pod that starts knows what clients of another may have missed.
 */
final class ReadLive implements SmartLifecycle, LiveLag {
    private static final Logger log = LoggerFactory.getLogger(ReadLive.class);
    private static final int RETRY_SECONDS = 1;
    private static final Duration POLL = Duration.ofMillis(500);

    private final KafkaClients kafka;
    private final KafkaAdmin brokers;
    private final Records records;
    private final History history;
    private final FanOut fanOut;
    private final LiveSettings settings;
    private final LiveMetrics metrics;
    private final Clock clock;
    private final String topic;

    private volatile CountDownLatch stopped = new CountDownLatch(0);
    private volatile boolean positioned;
    private volatile long[] ends = {};
    private long[] goal = {};
    private volatile String epoch = "";
    private volatile long[] next = {};
    private @Nullable Thread thread;

    ReadLive(
            KafkaClients kafka,
            KafkaAdmin brokers,
            Records records,
            History history,
            FanOut fanOut,
            LiveSettings settings,
            LiveMetrics metrics,
            Clock clock) {
        this.kafka = kafka;
        this.brokers = brokers;
        this.records = records;
        this.history = history;
        this.fanOut = fanOut;
        this.settings = settings;
        this.metrics = metrics;
        this.clock = clock;
        this.topic = kafka.settings().prefixed(LiveBroadcast.TOPIC);
    }

    /**
     * Whether history and positions are known. Stays true while the broker is away: nothing new can be sent then, and
     * reading goes on where it stopped.
     */
    boolean isPositioned() {
        return positioned;
    }

    @Override
    public String epoch() {
        return epoch;
    }

    @Override
    public List<LiveLag.Partition> partitions() {
        long[] read = next;
        long[] known = ends;
        return IntStream.range(0, read.length)
                .mapToObj(partition -> new LiveLag.Partition(partition, read[partition], known[partition]))
                .toList();
    }

    @Override
    public void start() {
        CountDownLatch stop = new CountDownLatch(1);
        stopped = stop;
        thread = Thread.ofPlatform().name("live-reader").daemon().start(() -> readUntil(stop));
    }

    /** The sockets were drained before: they stop in an earlier phase. */
    @Override
    public void stop() {
        stopped.countDown();
        if (thread != null) {
            thread.interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return stopped.getCount() > 0;
    }

    private void readUntil(CountDownLatch stop) {
        try {
            do {
                read(stop);
            } while (!stop.await(RETRY_SECONDS, TimeUnit.SECONDS));
        } catch (InterruptedException stopping) {
            log.info("Stopped reading live broadcasts");
        }
    }

    /** Survives whatever goes wrong, a lack of memory too: a pod that reads no more would be silent for ever. */
    private void read(CountDownLatch stop) throws InterruptedException {
        try (Admin admin = Admin.create(brokers.getConfigurationProperties());
                Consumer<String, byte[]> consumer = kafka.freeConsumer()) {
            take(admin, consumer);
            while (stop.getCount() > 0) {
                take(consumer.poll(POLL), consumer);
            }
        } catch (InterruptedException | InterruptException stopping) {
            throw new InterruptedException();
        } catch (Exception | Error e) {
            if (stop.getCount() > 0) {
                log.warn("Cannot read live broadcasts, trying again from where it stopped: {}", e.toString());
            }
        }
    }

    private void take(Admin admin, Consumer<String, byte[]> consumer) throws InterruptedException {
        TopicDescription live = described(admin);
        String now = live.topicId() + "." + live.partitions().size();
        List<TopicPartition> partitions =
                LivePositions.partitions(topic, live.partitions().size());
        consumer.assign(partitions);
        if (!now.equals(epoch) || !LivePositions.hold(consumer, partitions, next)) {
            begin(now, consumer, partitions);
        }
        partitions.forEach(partition -> consumer.seek(partition, next[partition.partition()]));
        while (!positioned) {
            take(consumer.poll(POLL), consumer);
        }
    }

    private void begin(String log, Consumer<String, byte[]> consumer, List<TopicPartition> partitions) {
        boolean isFirst = epoch.isEmpty();
        LivePositions positions = LivePositions.before(
                consumer, partitions, clock.instant().minus(settings.historyAge()), settings.historyRecords());
        next = partitions.stream()
                .mapToLong(partition -> positions.begin().getOrDefault(partition, 0L))
                .toArray();
        goal = partitions.stream()
                .mapToLong(partition -> positions.end().getOrDefault(partition, 0L))
                .toArray();
        ends = goal;
        history.begin(log, Arrays.stream(next).mapToObj(offset -> offset - 1).toList());
        epoch = log;
        if (!isFirst) {
            positioned = false;
            fanOut.startAnew();
        }
    }

    private void take(ConsumerRecords<String, byte[]> polled, Consumer<String, byte[]> consumer)
            throws InterruptedException {
        List<Broadcast> broadcasts = new ArrayList<>(polled.count());
        for (ConsumerRecord<String, byte[]> record : polled) {
            Broadcast broadcast = broadcast(record);
            if (broadcast != null && history.add(broadcast)) {
                broadcasts.add(broadcast);
            }
        }
        long[] after = new long[next.length];
        long[] known = new long[next.length];
        for (TopicPartition partition : consumer.assignment()) {
            after[partition.partition()] = consumer.position(partition);
            known[partition.partition()] = after[partition.partition()]
                    + consumer.currentLag(partition).orElse(0);
        }
        fanOut.deliver(
                broadcasts, Arrays.stream(after).map(offset -> offset - 1).toArray());
        next = after;
        ends = known;
        if (!positioned && hasReachedGoal()) {
            positioned = true;
            fanOut.ready();
            log.info("Knows the live topic: {}", epoch);
        }
    }

    private @Nullable Broadcast broadcast(ConsumerRecord<String, byte[]> record) {
        ReceivedMessage message = records.message(record);
        try {
            switch (message.type()) {
                case LiveBroadcast.TYPE -> {
                    metrics.read(record.timestamp());
                    return Broadcasts.of(message);
                }
                case LiveDisconnect.TYPE -> fanOut.disconnect(message.as(LiveDisconnect.class));
                default -> {
                    // of a newer version
                }
            }
        } catch (RuntimeException broken) {
            log.warn("Skipped live {}@{}: {}", record.partition(), record.offset(), broken.getMessage());
        }
        return null;
    }

    private boolean hasReachedGoal() {
        for (int partition = 0; partition < goal.length; partition++) {
            if (next[partition] < goal[partition]) {
                return false;
            }
        }
        return true;
    }

    private TopicDescription described(Admin admin) throws InterruptedException {
        try {
            TopicDescription live =
                    admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic);
            return Objects.requireNonNull(live, topic);
        } catch (ExecutionException e) {
            throw new KafkaException("topic " + topic + " cannot be described", e.getCause());
        }
    }
}
