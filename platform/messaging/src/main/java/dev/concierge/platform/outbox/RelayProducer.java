package dev.concierge.platform.outbox;

import dev.concierge.platform.message.Records;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.Producer;

/**
 * Sends rows in order. Opening one fences off every earlier producer of the same group: nothing that a stopped
 * process still has in its buffers can reach a topic afterwards. Any error is final: close it and open another.
 */
final class RelayProducer implements AutoCloseable {
    private final Producer<String, byte[]> producer;
    private final Records records;
    private final String topicPrefix;
    private final Map<String, Integer> partitions = new HashMap<>();

    RelayProducer(Producer<String, byte[]> producer, Records records, String topicPrefix) {
        this.producer = producer;
        this.records = records;
        this.topicPrefix = topicPrefix;
        producer.initTransactions();
    }

    /** Returns when every row is acknowledged by all in-sync replicas. */
    void publish(List<OutboxRow> rows) {
        producer.beginTransaction();
        for (OutboxRow row : rows) {
            int count = partitions.computeIfAbsent(
                    row.topic(),
                    topic -> producer.partitionsFor(topicPrefix + topic).size());
            producer.send(records.record(
                    row.id(),
                    row.topic(),
                    row.key(),
                    row.type(),
                    row.createdAt(),
                    row.data(),
                    row.traceparent(),
                    count));
        }
        producer.commitTransaction();
    }

    @Override
    public void close() {
        producer.close(Duration.ZERO);
    }
}
