package dev.concierge.hub.live;

import dev.concierge.hub.channel.FrameCodec;
import dev.concierge.platform.kafka.KafkaClients;
import dev.concierge.platform.message.ReceivedMessage;
import dev.concierge.platform.message.Records;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Reads every partition of {@code live} from its end, without a group, and fans out what comes. */
final class ReadLive implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(ReadLive.class);
    private static final int RETRY_SECONDS = 1;
    private static final Duration POLL = Duration.ofMillis(500);

    private final KafkaClients kafka;
    private final Records records;
    private final Subscribers subscribers;
    private final LivePositions positions;
    private final FrameCodec codec = new FrameCodec();

    private volatile CountDownLatch stopped = new CountDownLatch(0);
    private volatile boolean positioned;
    private @Nullable Thread thread;

    ReadLive(KafkaClients kafka, Records records, Subscribers subscribers) {
        this.kafka = kafka;
        this.records = records;
        this.subscribers = subscribers;
        this.positions = new LivePositions(kafka.settings().prefixed(LiveBroadcast.TOPIC));
    }

    /** Whether nothing sent from now on will be missed. */
    boolean isPositioned() {
        return positioned;
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

    private void read(CountDownLatch stop) throws InterruptedException {
        try (Consumer<String, byte[]> consumer = kafka.freeConsumer()) {
            positions.take(consumer);
            positioned = true;
            while (stop.getCount() > 0) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                    fanOut(record);
                    positions.passed(record);
                }
            }
        } catch (RuntimeException e) {
            if (stop.getCount() > 0) {
                log.warn("Cannot read live broadcasts, trying again from where it stopped: {}", e.toString());
            }
        } finally {
            positioned = false;
        }
    }

    private void fanOut(ConsumerRecord<String, byte[]> record) throws InterruptedException {
        ReceivedMessage message = records.message(record);
        if (!message.type().equals(LiveBroadcast.TYPE)) {
            return;
        }
        Broadcast broadcast;
        try {
            broadcast = Broadcast.of(message.as(LiveBroadcast.class), codec);
        } catch (RuntimeException broken) {
            log.warn("Skipped live {}@{}: {}", record.partition(), record.offset(), broken.getMessage());
            return;
        }
        subscribers.fanOut(broadcast);
    }
}
