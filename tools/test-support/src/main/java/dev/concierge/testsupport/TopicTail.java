package dev.concierge.testsupport;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.StringNode;

/** A topic read from its beginning, outside any group, with all that came remembered. */
final class TopicTail implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration POLL = Duration.ofMillis(50);

    private final String prefix;
    private final String topic;
    private final List<TopicPartition> partitions;
    private final List<TestMessage> seen = new ArrayList<>();
    private final KafkaConsumer<String, byte[]> consumer;

    TopicTail(String bootstrap, String prefix, String topic, int count) {
        this.prefix = prefix;
        this.topic = topic;
        this.partitions = IntStream.range(0, count)
                .mapToObj(number -> new TopicPartition(prefix + topic, number))
                .toList();
        this.consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrap,
                        "isolation.level",
                        "read_committed",
                        "enable.auto.commit",
                        false),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    synchronized TestMessage await(Predicate<TestMessage> wanted, Duration atMost) {
        long deadline = System.nanoTime() + atMost.toNanos();
        int next = 0;
        while (true) {
            for (; next < seen.size(); next++) {
                if (wanted.test(seen.get(next))) {
                    return seen.get(next);
                }
            }
            if (System.nanoTime() > deadline) {
                throw new AssertionError(topic + " brought no such message within " + atMost + "; it has\n"
                        + seen.stream().map(this::line).collect(Collectors.joining("\n")));
            }
            poll();
        }
    }

    synchronized List<TestMessage> upToNow() {
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            poll();
        }
        return List.copyOf(seen);
    }

    @Override
    public synchronized void close() {
        consumer.close();
    }

    private void poll() {
        consumer.poll(POLL).forEach(record -> seen.add(message(record)));
    }

    private TestMessage message(ConsumerRecord<String, byte[]> record) {
        Map<String, String> headers = new LinkedHashMap<>();
        record.headers()
                .forEach(header -> headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8)));
        return new TestMessage(
                record.topic().substring(prefix.length()),
                record.partition(),
                record.offset(),
                record.key() == null ? "" : record.key(),
                headers.getOrDefault("ce_type", ""),
                headers,
                json(record.value()));
    }

    private static JsonNode json(byte @Nullable [] value) {
        if (value == null) {
            return NullNode.getInstance();
        }
        try {
            return JSON.readTree(value);
        } catch (JacksonException notJson) {
            return StringNode.valueOf(new String(value, StandardCharsets.UTF_8));
        }
    }

    private String line(TestMessage message) {
        return message.partition() + "/" + message.offset() + " " + message.key() + " " + message.type() + " "
                + message.data();
    }
}
