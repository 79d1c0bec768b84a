package dev.concierge.bench.drill;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Everything a topic holds, in its order per key, each message once; repetitions on the wire are counted. */
final class TopicLedger {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final List<Entry> entries = new ArrayList<>();
    private final Set<String> ids = new HashSet<>();
    private int wireDuplicates;

    private TopicLedger() {}

    static TopicLedger read(String bootstrap, String topic) {
        return read(bootstrap, topic, _ -> true);
    }

    /** Of these keys alone. */
    static TopicLedger read(String bootstrap, String topic, Predicate<String> keys) {
        TopicLedger ledger = new TopicLedger();
        ConsumerFactory<String, byte[]> kafka = new DefaultKafkaConsumerFactory<>(
                Map.of("bootstrap.servers", bootstrap, "isolation.level", "read_committed"),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        try (Consumer<String, byte[]> consumer = kafka.createConsumer()) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            consumer.seekToBeginning(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                    if (keys.test(record.key())) {
                        ledger.add(record);
                    }
                }
            }
        }
        return ledger;
    }

    List<Entry> entries() {
        return entries;
    }

    int wireDuplicates() {
        return wireDuplicates;
    }

    private void add(ConsumerRecord<String, byte[]> record) {
        if (ids.add(header(record, "ce_id"))) {
            entries.add(new Entry(record.key(), header(record, "ce_type"), JSON.readTree(record.value())));
        } else {
            wireDuplicates++;
        }
    }

    private static String header(ConsumerRecord<String, byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    record Entry(String key, String type, JsonNode data) {}
}
