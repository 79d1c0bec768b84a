package dev.concierge.search.feed;

import dev.concierge.platform.kafka.TopicPrefix;
import dev.concierge.platform.message.ReceivedMessage;
import dev.concierge.platform.message.Records;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.springframework.kafka.core.ConsumerFactory;

/** Reads all partitions of a topic from where it is told to, without a consumer group. */
final class TopicReader implements AutoCloseable {
    private final Consumer<String, byte[]> consumer;
    private final Records records;
    private final List<TopicPartition> partitions;

    TopicReader(ConsumerFactory<String, byte[]> kafka, TopicPrefix prefix, Records records, String topic) {
        this.consumer = kafka.createConsumer();
        this.records = records;
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

    void seek(Map<Integer, Long> offsets) {
        partitions.forEach(partition -> consumer.seek(partition, offsets.getOrDefault(partition.partition(), 0L)));
    }

    List<ReceivedMessage> poll(Duration patience) {
        List<ReceivedMessage> messages = new ArrayList<>();
        consumer.poll(patience).forEach(record -> messages.add(records.message(record)));
        return messages;
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
