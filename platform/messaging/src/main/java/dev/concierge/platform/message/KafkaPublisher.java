package dev.concierge.platform.message;

import java.time.Clock;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.producer.Producer;

/** Publishes with one idempotent producer, acks=all. */
final class KafkaPublisher implements Publisher, AutoCloseable {
    private final Producer<String, byte[]> producer;
    private final Records records;
    private final MessageJson json;
    private final CurrentTrace trace;
    private final Clock clock;
    private final String topicPrefix;
    private final Map<String, Integer> partitions = new ConcurrentHashMap<>();

    KafkaPublisher(
            Producer<String, byte[]> producer,
            Records records,
            MessageJson json,
            CurrentTrace trace,
            Clock clock,
            String topicPrefix) {
        this.producer = producer;
        this.records = records;
        this.json = json;
        this.trace = trace;
        this.clock = clock;
        this.topicPrefix = topicPrefix;
    }

    @Override
    public CompletableFuture<Void> publish(OutgoingMessage message) {
        int count = partitions(message.topic());
        CompletableFuture<Void> acknowledged = new CompletableFuture<>();
        producer.send(
                records.record(
                        message.id(),
                        message.topic(),
                        message.key(),
                        message.type(),
                        clock.instant(),
                        json.write(message.data()),
                        trace.traceparent(),
                        count),
                (_, failure) -> {
                    if (failure == null) {
                        acknowledged.complete(null);
                    } else {
                        acknowledged.completeExceptionally(failure);
                    }
                });
        return acknowledged;
    }

    /** Not computeIfAbsent: while the broker is away, callers would wait one after another instead of together. */
    private int partitions(String topic) {
        Integer known = partitions.get(topic);
        int count = known == null ? producer.partitionsFor(topicPrefix + topic).size() : known;
        partitions.put(topic, count);
        return count;
    }

    @Override
    public void close() {
        producer.close();
    }
}
