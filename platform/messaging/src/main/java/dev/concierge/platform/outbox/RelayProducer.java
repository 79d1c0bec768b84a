package dev.concierge.platform.outbox;

import dev.concierge.platform.message.Records;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

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

    /**
     * Returns when every row is acknowledged by all in-sync replicas.
     *
     * @throws TopicRefused when it is one topic that does not take its rows
     */
    void publish(List<OutboxRow> rows) {
        AtomicReference<@Nullable TopicRefused> refusal = new AtomicReference<>();
        try {
            send(rows, refusal);
        } catch (KafkaException failure) {
            TopicRefused refused = refusal.get();
            throw refused == null ? failure : refused;
        }
    }

    private void send(List<OutboxRow> rows, AtomicReference<@Nullable TopicRefused> refusal) {
        producer.beginTransaction();
        for (OutboxRow row : rows) {
            int count = partitions.computeIfAbsent(
                    row.topic(),
                    topic -> producer.partitionsFor(topicPrefix + topic).size());
            ProducerRecord<String, byte[]> record = records.record(
                    row.id(),
                    row.topic(),
                    row.key(),
                    row.type(),
                    row.createdAt(),
                    row.data(),
                    row.traceparent(),
                    count);
            if (row.number() != null) {
                row.number().addTo(record.headers());
            }
            producer.send(
                    record,
                    (_, failure) -> TopicRefused.of(row.topic(), failure)
                            .ifPresent(refused -> refusal.compareAndSet(null, refused)));
        }
        producer.commitTransaction();
    }

    @Override
    public void close() {
        producer.close(Duration.ZERO);
    }
}
