package dev.concierge.platform.messaging;

import dev.concierge.platform.kafka.TestClients;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** What a topic holds, read from its beginning by somebody without a group. */
final class Log {
    private Log() {}

    /** Reads until {@code count} committed records have come, or fails after 30 s with what came. */
    static List<ConsumerRecord<String, byte[]>> read(Pod.Environment environment, String topic, int count) {
        List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
        try (Consumer<String, byte[]> consumer =
                TestClients.consumers(environment.kafka()).createConsumer()) {
            long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
            List<TopicPartition> partitions = List.of();
            while (partitions.isEmpty() && System.nanoTime() < deadline) {
                partitions = consumer.partitionsFor(environment.prefix() + topic).stream()
                        .map(info -> new TopicPartition(info.topic(), info.partition()))
                        .toList();
            }
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (records.size() < count) {
                if (System.nanoTime() > deadline) {
                    throw new AssertionError(topic + " has " + records.size() + " records (expected: " + count + ")");
                }
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
        }
        return records;
    }
}
