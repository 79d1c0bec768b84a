package dev.concierge.bench.lab;

import dev.concierge.platform.message.Shard;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;

/** Tells a topic what a service or a foreign producer would, with acks=all. */
public final class TopicWriter implements AutoCloseable {
    private final String topic;
    private final Producer<String, byte[]> producer;
    private final int partitions;

    public TopicWriter(String bootstrap, String topic) {
        this.topic = topic;
        this.producer = new DefaultKafkaProducerFactory<>(
                        Map.<String, Object>of("bootstrap.servers", bootstrap, "acks", "all", "linger.ms", 1),
                        new StringSerializer(),
                        new ByteArraySerializer())
                .createProducer();
        this.partitions = producer.partitionsFor(topic).size();
    }

    /** @param type of the CloudEvent */
    public void send(String key, String id, String type, byte[] body, Callback whenTaken) {
        ProducerRecord<String, byte[]> record =
                new ProducerRecord<>(topic, Shard.of(key).partition(partitions), key, body);
        Map.of(
                        "ce_specversion",
                        "1.0",
                        "ce_id",
                        id,
                        "ce_type",
                        type,
                        "ce_source",
                        "/bench",
                        "ce_time",
                        Clock.systemUTC().instant().toString(),
                        "ce_subject",
                        key)
                .forEach((header, value) -> record.headers().add(header, value.getBytes(StandardCharsets.UTF_8)));
        Future<RecordMetadata> _ = producer.send(record, whenTaken);
    }

    public void flush() {
        producer.flush();
    }

    @Override
    public void close() {
        producer.close();
    }
}
