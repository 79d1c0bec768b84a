package dev.concierge.bench.ingest;

import dev.concierge.bench.lab.TopicReader;
import dev.concierge.localstack.setting.Wait;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Makes a journey listen to one name, and notes when journeys are told of a guest's event. */
final class TriggersTold implements AutoCloseable {
    static final String NAME = "bench_entered";

    private static final String JOURNEY = "bench";
    private static final int SHARDS = 256;
    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration POLL = Duration.ofMillis(20);
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final String bootstrap;
    private final Map<String, Long> toldAt = new ConcurrentHashMap<>();
    private final Set<String> ids = ConcurrentHashMap.newKeySet();
    private final Set<String> events = ConcurrentHashMap.newKeySet();
    private final LongAdder messages = new LongAdder();
    private final TopicReader reader;
    private final Map<Integer, Instant> toldUpTo = new ConcurrentHashMap<>();
    private volatile boolean armed;

    TriggersTold(String bootstrap) {
        this.bootstrap = bootstrap;
        this.reader =
                TopicReader.fromBeginning(Map.of("bootstrap.servers", bootstrap), "journey-triggers", POLL, this::note);
    }

    void arm() {
        byte[] definition = """
                {"journeyId": "%s", "version": 1, "state": "live", "listens": ["%s"],
                 "entry": {"on": "%s", "attributes": {}}}""".formatted(JOURNEY, NAME, NAME).getBytes(StandardCharsets.UTF_8);
        ProducerRecord<String, byte[]> record = new ProducerRecord<>("journey-definitions", JOURNEY, definition);
        Map.of(
                        "ce_specversion",
                        "1.0",
                        "ce_id",
                        UUID.randomUUID().toString(),
                        "ce_type",
                        "journey.listening",
                        "ce_source",
                        "/bench",
                        "ce_time",
                        Clock.systemUTC().instant().toString(),
                        "ce_subject",
                        JOURNEY)
                .forEach((name, value) ->
                        record.headers().add(new RecordHeader(name, value.getBytes(StandardCharsets.UTF_8))));
        try (Producer<String, byte[]> producer = new DefaultKafkaProducerFactory<>(
                        Map.<String, Object>of("bootstrap.servers", bootstrap, "acks", "all"),
                        new StringSerializer(),
                        new ByteArraySerializer())
                .createProducer()) {
            producer.send(record);
            producer.flush();
        }
        if (!Wait.until(PATIENCE, Duration.ofMillis(100), () -> armed)) {
            throw new IllegalStateException("the journey is not armed within " + PATIENCE);
        }
    }

    /** When journeys were first told of a guest, by {@link System#nanoTime}. */
    Map<String, Long> toldAt() {
        return toldAt;
    }

    /** Of how many events. */
    long told() {
        return events.size();
    }

    /** How many messages told of an event of which another one had told: each would begin its runs again. */
    long toldTwice() {
        return ids.size() - events.size();
    }

    /** How many messages stand on the topic more than once, which their numbers tell its consumers. */
    long repeated() {
        return messages.sum() - ids.size();
    }

    /** All that stand there. */
    long messages() {
        return messages.sum();
    }

    /** Whether all has come here that was told by then: the marks of progress stand behind it, one for each shard. */
    boolean isToldUpTo(Instant time) {
        return toldUpTo.values().stream().filter(upTo -> !upTo.isBefore(time)).count() == SHARDS;
    }

    private void note(ConsumerRecord<String, byte[]> record) {
        String type = TopicReader.type(record);
        if (type.equals("journey.armed")) {
            armed = true;
        } else if (type.equals("stream.applied")) {
            JsonNode applied = JSON.readTree(record.value());
            Instant upTo = Instant.parse(applied.path("upTo").asString());
            applied.path("shards").forEach(shard -> toldUpTo.put(shard.asInt(), upTo));
        } else if (type.equals("trigger.occurred")) {
            messages.increment();
            ids.add(TopicReader.id(record));
            events.add(JSON.readTree(record.value()).path("sourceEventId").asString());
            toldAt.putIfAbsent(record.key(), System.nanoTime());
        }
    }

    @Override
    public void close() {
        reader.close();
    }
}
