package dev.concierge.search.feed;

import dev.concierge.platform.consumer.ConsumerLag;
import dev.concierge.platform.kafka.TopicPrefix;
import dev.concierge.platform.message.ReceivedMessage;
import dev.concierge.platform.message.Records;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.springframework.kafka.core.ConsumerFactory;

/** Reads all partitions of a topic from where it is told to, without a consumer group. */
final class TopicReader implements AutoCloseable {
    private final Consumer<String, byte[]> consumer;
    private final Records records;
    private final ConsumerLag.Reader lag;
    private final List<TopicPartition> partitions;
    private List<ConsumerRecord<String, byte[]>> polled = List.of();

    TopicReader(
            ConsumerFactory<String, byte[]> kafka,
            TopicPrefix prefix,
            Records records,
            String topic,
            ConsumerLag.Reader lag) {
        this.consumer = kafka.createConsumer();
        this.records = records;
        this.lag = lag;
        this.partitions = consumer.partitionsFor(prefix.prefixed(topic)).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
    }

    Map<Integer, Long> beginnings() {
        return byPartition(consumer.beginningOffsets(partitions));
    }

    Map<Integer, Long> ends() {
        return byPartition(consumer.endOffsets(partitions));
    }

    /** Goes on from here: behind, until {@link #applied} says otherwise. */
    void seek(Map<Integer, Long> offsets) {
        lag.catchesUp();
        partitions.forEach(partition -> consumer.seek(partition, offsets.getOrDefault(partition.partition(), 0L)));
    }

    List<ReceivedMessage> poll(Duration patience) {
        List<ConsumerRecord<String, byte[]>> read = new ArrayList<>();
        consumer.poll(patience).forEach(read::add);
        polled = read;
        lag.begun(read);
        return read.stream().map(records::message).toList();
    }

    /**
     * What was polled last has taken effect.
     *
     * @param isCaughtUp whether all has that was there at the beginning
     */
    void applied(boolean isCaughtUp) {
        lag.applied(polled);
        lag.waits(partitions.stream()
                .mapToLong(partition -> consumer.currentLag(partition).orElse(0))
                .sum());
        if (isCaughtUp) {
            lag.caughtUp();
        }
    }

    /** The next offsets to be read; past markers of transactions, which are no messages. */
    Map<Integer, Long> offsets() {
        Map<Integer, Long> offsets = new HashMap<>();
        partitions.forEach(partition -> offsets.put(partition.partition(), consumer.position(partition)));
        return offsets;
    }

    @Override
    public void close() {
        consumer.close();
    }

    private static Map<Integer, Long> byPartition(Map<TopicPartition, Long> offsets) {
        Map<Integer, Long> byPartition = new HashMap<>();
        offsets.forEach((partition, offset) -> byPartition.put(partition.partition(), offset));
        return byPartition;
    }
}
