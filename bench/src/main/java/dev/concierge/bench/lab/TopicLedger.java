package dev.concierge.bench.lab;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Everything a topic holds, in its order per key, each message once; repetitions on the wire are counted. */
public final class TopicLedger {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final List<Entry> entries = new ArrayList<>();
    private final Set<String> ids = new HashSet<>();
    private int wireDuplicates;

    private TopicLedger() {}

    public static TopicLedger read(Map<String, Object> kafka, String topic) {
        return read(kafka, topic, _ -> true);
    }

    /** Of these keys alone. */
    public static TopicLedger read(Map<String, Object> kafka, String topic, Predicate<String> keys) {
        return read(kafka, topic, keys, _ -> true);
    }

    /** Of these keys, and with such data. */
    public static TopicLedger read(
            Map<String, Object> kafka, String topic, Predicate<String> keys, Predicate<JsonNode> wanted) {
        TopicLedger ledger = new TopicLedger();
        WholeTopic.read(kafka, topic, record -> {
            if (keys.test(record.key()) && wanted.test(JSON.readTree(record.value()))) {
                ledger.add(record);
            }
        });
        return ledger;
    }

    public List<Entry> entries() {
        return entries;
    }

    public int wireDuplicates() {
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

    /** A message: its key, its {@code ce_type} and its data. */
    public record Entry(String key, String type, JsonNode data) {}
}
