package dev.concierge.bench.journeys;

import dev.concierge.platform.message.Shard;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import tools.jackson.databind.json.JsonMapper;

/** Tells events as a point of sale does, straight to the topic; what the broker acknowledged was accepted. */
final class CapturedEvents implements AutoCloseable {
    private static final String TOPIC = "events";
    private static final JsonMapper JSON = new JsonMapper();

    private final Clock clock = Clock.systemUTC();
    private final Map<String, Map<String, Instant>> acknowledged = new ConcurrentHashMap<>();
    private final Producer<String, byte[]> producer;
    private final int partitions;

    CapturedEvents(String bootstrap) {
        producer = new DefaultKafkaProducerFactory<>(
                        Map.<String, Object>of("bootstrap.servers", bootstrap, "acks", "all", "linger.ms", 5),
                        new StringSerializer(),
                        new ByteArraySerializer())
                .createProducer();
        partitions = producer.partitionsFor(TOPIC).size();
    }

    void send(String guest, String name) {
        UUID id = UUID.randomUUID();
        String now = clock.instant().toString();
        ProducerRecord<String, byte[]> record = new ProducerRecord<>(
                TOPIC,
                Shard.of(guest).partition(partitions),
                guest,
                JSON.writeValueAsBytes(Map.of(
                        "eventId", id,
                        "userId", guest,
                        "eventName", name,
                        "eventAt", now,
                        "receivedAt", now,
                        "attributes", Map.of("drill", true))));
        Map.of(
                        "ce_specversion",
                        "1.0",
                        "ce_id",
                        id.toString(),
                        "ce_type",
                        "event.captured",
                        "ce_source",
                        "/drill",
                        "ce_time",
                        now,
                        "ce_subject",
                        guest)
                .forEach((header, value) -> record.headers().add(header, value.getBytes(StandardCharsets.UTF_8)));
        Future<RecordMetadata> _ = producer.send(record, (_, refused) -> {
            if (refused == null) {
                acknowledged
                        .computeIfAbsent(name, _ -> new ConcurrentHashMap<>())
                        .put(guest, clock.instant());
            }
        });
    }

    void flush() {
        producer.flush();
    }

    Map<String, Instant> acknowledged(String name) {
        return acknowledged.getOrDefault(name, Map.of());
    }

    @Override
    public void close() {
        producer.close();
    }
}
