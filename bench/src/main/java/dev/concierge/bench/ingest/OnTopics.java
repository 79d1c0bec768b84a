package dev.concierge.bench.ingest;

import dev.concierge.bench.lab.TopicReader;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the broker holds: each topic read once from its begin to what is committed when it is asked. */
final class OnTopics {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final JsonMapper JSON = new JsonMapper();

    private final String bootstrap;

    OnTopics(String bootstrap) {
        this.bootstrap = bootstrap;
    }

    /** Events that came in, each as often as it is there. */
    long captured() {
        AtomicLong captured = new AtomicLong();
        read("events", record -> {
            if (TopicReader.type(record).equals("event.captured")) {
                captured.incrementAndGet();
            }
        });
        return captured.get();
    }

    /** What was refused and turned away, by its reason; what was told again under its id once. */
    Map<String, Long> refused() {
        Map<String, Long> byReason = new TreeMap<>();
        Set<String> known = new HashSet<>();
        read("event-losses", record -> {
            if (!known.add(TopicReader.id(record))) {
                return;
            }
            for (JsonNode refusal : JSON.readTree(record.value()).path("refusals")) {
                byReason.merge(
                        refusal.path("reason").asString(), refusal.path("count").asLong(), Long::sum);
            }
        });
        return byReason;
    }

    private void read(String topic, java.util.function.Consumer<ConsumerRecord<String, byte[]>> each) {
        try (Consumer<String, byte[]> consumer = new DefaultKafkaConsumerFactory<>(
                        Map.<String, Object>of("bootstrap.servers", bootstrap, "isolation.level", "read_committed"),
                        new StringDeserializer(),
                        new ByteArrayDeserializer())
                .createConsumer()) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (!ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue())) {
                if (System.nanoTime() > deadline) {
                    throw new IllegalStateException(topic + " is not read within " + PATIENCE);
                }
                consumer.poll(POLL).forEach(each);
            }
        }
    }
}
