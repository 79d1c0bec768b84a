package dev.concierge.bench.journeys;

import dev.concierge.platform.message.MessageNumber;
import dev.concierge.platform.message.Shard;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * Stands for event-service: tells journeys what happens as its relay does, numbered and with acks=all, and twice a second
 * up to when everything was told.
 */
final class Triggers implements AutoCloseable {
    private static final String TOPIC = "journey-triggers";
    private static final int PARTITIONS = 16;
    private static final long EVERY_MILLIS = 500;
    private static final JsonMapper JSON = new JsonMapper();
    private static final List<String> KEYS =
            IntStream.range(0, PARTITIONS).mapToObj(Triggers::keyOf).toList();

    private final Clock clock = Clock.systemUTC();
    private final UUID outbox = UUID.randomUUID();
    private final long[] numbers = new long[Shard.COUNT];
    private final Producer<String, byte[]> producer;
    private final ScheduledExecutorService progress = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().factory());

    Triggers(String bootstrap) {
        producer = new DefaultKafkaProducerFactory<>(
                        Map.<String, Object>of(
                                "bootstrap.servers", bootstrap, "acks", "all", "linger.ms", 5, "batch.size", 131_072),
                        new StringSerializer(),
                        new ByteArraySerializer())
                .createProducer();
        Future<?> _ = progress.scheduleAtFixedRate(this::toldUpToNow, 0, EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }

    private static String keyOf(int partition) {
        return IntStream.iterate(0, number -> number + 1)
                .mapToObj(number -> "applied-" + number)
                .filter(key -> Shard.of(key).number() == partition)
                .findFirst()
                .orElseThrow();
    }

    /** What event-service says when it listens to what the journey asks for. */
    void armed(String journey) {
        await(List.of(send(journey, "journey.armed", Map.of("journeyId", journey, "version", 1))));
    }

    /** Lets the guest into a journey. */
    Future<RecordMetadata> enter(String journey, String guest) {
        UUID event = UUID.randomUUID();
        return send(
                guest,
                "trigger.occurred",
                Map.of(
                        "sourceEventId",
                        event,
                        "userId",
                        guest,
                        "name",
                        "bench_entered",
                        "occurredAt",
                        clock.instant().toString(),
                        "attributes",
                        Map.of("plan", "gold", "seats", 3),
                        "origin",
                        "event",
                        "entries",
                        List.of(Map.of("journeyId", journey, "version", 1))));
    }

    static void await(List<Future<RecordMetadata>> sent) {
        try {
            for (Future<RecordMetadata> one : sent) {
                one.get();
            }
        } catch (ExecutionException refused) {
            throw new IllegalStateException("the broker did not take a trigger", refused);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    private void toldUpToNow() {
        Instant now = clock.instant();
        for (int partition = 0; partition < PARTITIONS; partition++) {
            int first = partition;
            List<Integer> shards = IntStream.range(0, Shard.COUNT)
                    .filter(shard -> shard % PARTITIONS == first)
                    .boxed()
                    .toList();
            Future<?> _ = send(KEYS.get(partition), "stream.applied", Map.of("shards", shards, "upTo", now.toString()));
        }
    }

    /** Numbers and sends at once, so that a shard's records have its numbers' order. */
    private synchronized Future<RecordMetadata> send(String key, String type, Map<String, Object> data) {
        Shard shard = Shard.of(key);
        ProducerRecord<String, byte[]> record =
                new ProducerRecord<>(TOPIC, shard.partition(PARTITIONS), key, JSON.writeValueAsBytes(data));
        Map.of(
                        "ce_specversion",
                        "1.0",
                        "ce_id",
                        UUID.randomUUID().toString(),
                        "ce_type",
                        type,
                        "ce_source",
                        "/event-service",
                        "ce_time",
                        clock.instant().toString(),
                        "ce_subject",
                        key)
                .forEach((name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        new MessageNumber(outbox, 1, ++numbers[shard.number()]).addTo(record.headers());
        return producer.send(record);
    }

    @Override
    public void close() {
        progress.shutdownNow();
        producer.close();
    }
}
