package dev.concierge.bench.dating;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.IntPredicate;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Hears on the topic of date events that rounds begin, and when the broker had it. */
final class RoundsHeard implements AutoCloseable {
    private static final String TOPIC = "date-events";
    private static final JsonMapper JSON = new JsonMapper();

    private final Consumer<String, byte[]> consumer;
    private final List<Begun> begun = new ArrayList<>();

    private RoundsHeard(Consumer<String, byte[]> consumer) {
        this.consumer = consumer;
    }

    private record Begun(int round, Instant publishedAt) {}

    /** From here on. */
    static RoundsHeard from(String kafka) {
        Map<String, Object> settings = new HashMap<>(Map.of(
                "bootstrap.servers", kafka, "group.id", "bench-" + UUID.randomUUID(), "enable.auto.commit", false));
        Consumer<String, byte[]> consumer = new DefaultKafkaConsumerFactory<>(
                        settings, new StringDeserializer(), new ByteArrayDeserializer())
                .createConsumer();
        List<TopicPartition> partitions = consumer.partitionsFor(TOPIC).stream()
                .map(partition -> new TopicPartition(TOPIC, partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
        return new RoundsHeard(consumer);
    }

    void poll(Duration patience) {
        for (ConsumerRecord<String, byte[]> message : consumer.poll(patience)) {
            Header type = message.headers().lastHeader("ce_type");
            if (type != null && new String(type.value(), StandardCharsets.UTF_8).equals("date-event.round-began")) {
                JsonNode data = JSON.readTree(Objects.requireNonNull(message.value()));
                begun.add(new Begun(data.path("round").asInt(), Instant.ofEpochMilli(message.timestamp())));
            }
        }
    }

    int count() {
        return begun.size();
    }

    /** Sorted; from when a round was to begin until its message was sent. */
    double[] millisecondsLate(Instant start, Duration cadence, IntPredicate rounds) {
        return begun.stream()
                .filter(each -> rounds.test(each.round()))
                .mapToDouble(each -> Duration.between(
                                start.plus(cadence.multipliedBy(each.round() - 1L)), each.publishedAt())
                        .toMillis())
                .sorted()
                .toArray();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
