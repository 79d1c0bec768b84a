package dev.concierge.hub.live;

import dev.concierge.platform.kafka.KafkaClients;
import dev.concierge.platform.message.ReceivedMessage;
import dev.concierge.platform.message.Records;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads what the history in memory has forgotten from the topic again: for clients that were away for long. */
final class ReadBack implements OlderBroadcasts {
    private static final Logger log = LoggerFactory.getLogger(ReadBack.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final int AT_ONCE = 2;
    private static final int MAX_IDLE_POLLS = 6;

    private final KafkaClients kafka;
    private final Records records;
    private final int most;
    private final Semaphore places = new Semaphore(AT_ONCE);

    ReadBack(KafkaClients kafka, Records records, int most) {
        this.kafka = kafka;
        this.records = records;
        this.most = most;
    }

    @Override
    public Optional<List<Broadcast>> read(String topic, int partition, long after, long upTo) {
        if (upTo - after > most || !places.tryAcquire()) {
            return Optional.empty();
        }
        try (Consumer<String, byte[]> consumer = kafka.freeConsumer()) {
            TopicPartition from = new TopicPartition(kafka.settings().prefixed(LiveBroadcast.TOPIC), partition);
            consumer.assign(List.of(from));
            consumer.seek(from, after + 1);
            return read(consumer, from, topic, upTo);
        } catch (RuntimeException e) {
            log.warn("Cannot read back {} of live after {}: {}", partition, after, e.toString());
            return Optional.empty();
        } finally {
            places.release();
        }
    }

    private Optional<List<Broadcast>> read(
            Consumer<String, byte[]> consumer, TopicPartition from, String topic, long upTo) {
        List<Broadcast> found = new ArrayList<>();
        int idle = 0;
        while (consumer.position(from) <= upTo) {
            boolean any = false;
            for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                any = true;
                ReceivedMessage message = records.message(record);
                if (message.type().equals(LiveBroadcast.TYPE) && record.offset() <= upTo) {
                    Broadcast broadcast = Broadcasts.of(message);
                    if (broadcast.topic().equals(topic)) {
                        found.add(broadcast);
                    }
                }
            }
            idle = any ? 0 : idle + 1;
            if (idle > MAX_IDLE_POLLS) {
                return Optional.empty();
            }
        }
        return Optional.of(found);
    }
}
