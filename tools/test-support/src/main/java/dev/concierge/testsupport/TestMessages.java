package dev.concierge.testsupport;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The other side of a service's topics: publishes as other services do (contracts/README.md) and reads what was
 * committed. What goes over a topic with a contract is checked against it, both ways.
 */
public final class TestMessages implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final int SHARDS = 256;
    private static final int PARTITIONS = 16;

    private final String bootstrap;
    private final String prefix;
    private final Clock clock;
    private final Map<String, Integer> partitions = new HashMap<>();
    private final Map<String, TopicTail> tails = new HashMap<>();
    private final KafkaProducer<String, byte[]> producer;

    public TestMessages(String bootstrap, String prefix, Clock clock) {
        this.bootstrap = bootstrap;
        this.prefix = prefix;
        this.clock = clock;
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap, "linger.ms", 0),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    /** Publishes as a service would, and answers the message's id. */
    public UUID publish(String topic, String key, String type, Object data) {
        UUID id = UUID.randomUUID();
        publish(id, topic, key, type, data);
        return id;
    }

    /** Publishes with a given id, such as one that was used before. */
    public void publish(UUID id, String topic, String key, String type, Object data) {
        JsonNode json = JSON.valueToTree(data);
        if (Contracts.has(topic)) {
            Contracts.assertValid(topic, type, json);
        }
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("ce_specversion", "1.0");
        headers.put("ce_id", id.toString());
        headers.put("ce_type", type);
        headers.put("ce_source", "/tests");
        headers.put("ce_time", clock.instant().toString());
        headers.put("ce_subject", key);
        headers.put("ce_dataschema", topic + ".schema.json#/$defs/" + type);
        headers.put("content-type", "application/json");
        publishRaw(topic, key, headers, JSON.writeValueAsBytes(json));
    }

    /** Publishes anything at all: foreign records, broken ones, tombstones ({@code null} is not JSON null). */
    public void publishRaw(String topic, String key, Map<String, String> headers, byte @Nullable [] value) {
        int partition = (Utils.murmur2(key.getBytes(StandardCharsets.UTF_8)) & (SHARDS - 1)) % partitionsOf(topic);
        ProducerRecord<String, byte[]> record = new ProducerRecord<>(prefix + topic, partition, key, value);
        headers.forEach((name, text) -> record.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
        try {
            producer.send(record).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the message to " + topic + " was not published", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The data of the first message of this type that matches, waiting for it a bounded time. */
    public JsonNode await(String topic, String type, Predicate<JsonNode> matching) {
        return awaitMessage(topic, type, message -> matching.test(message.data()))
                .data();
    }

    /** The first message of this type that matches, with its headers. */
    public TestMessage awaitMessage(String topic, String type, Predicate<TestMessage> matching) {
        TestMessage found =
                tail(topic).await(message -> message.type().equals(type) && matching.test(message), PATIENCE);
        if (Contracts.has(topic)) {
            Contracts.assertValid(topic, type, found.data());
        }
        return found;
    }

    /** Everything committed to the topic up to now, in order per partition. */
    public List<TestMessage> received(String topic) {
        return tail(topic).upToNow();
    }

    /** Creates topics that other services own, by one request, as every context waits for its own. */
    public synchronized void createTopics(String... topics) {
        if (topics.length == 0) {
            return;
        }
        List<NewTopic> wanted =
                Stream.of(topics).map(topic -> newTopic(prefix + topic)).toList();
        try (Admin admin = admin()) {
            for (Map.Entry<String, KafkaFuture<Void>> creation :
                    admin.createTopics(wanted).values().entrySet()) {
                if (isCreated(creation.getValue())) {
                    partitions.put(creation.getKey().substring(prefix.length()), PARTITIONS);
                }
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("topics " + List.of(topics) + " were not created", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public synchronized void close() {
        producer.close(Duration.ZERO);
        tails.values().forEach(TopicTail::close);
        tails.clear();
    }

    private synchronized TopicTail tail(String topic) {
        int count = partitionsOf(topic);
        return tails.computeIfAbsent(topic, name -> new TopicTail(bootstrap, prefix, name, count));
    }

    private synchronized int partitionsOf(String topic) {
        return partitions.computeIfAbsent(topic, this::findOrCreate);
    }

    private int findOrCreate(String topic) {
        String name = prefix + topic;
        try (Admin admin = admin()) {
            Set<String> existing = admin.listTopics().names().get();
            if (!existing.contains(name)) {
                boolean _ =
                        isCreated(admin.createTopics(List.of(newTopic(name))).all());
                return PARTITIONS;
            }
            return admin.describeTopics(List.of(name)).allTopicNames().get().values().stream()
                    .mapToInt(description -> description.partitions().size())
                    .sum();
        } catch (ExecutionException e) {
            throw new IllegalStateException("topic " + name + " is out of reach", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", bootstrap));
    }

    private static NewTopic newTopic(String name) {
        return new NewTopic(name, PARTITIONS, (short) 1);
    }

    /** Waits for it; false where somebody else created the topic. */
    private static boolean isCreated(KafkaFuture<Void> creation) throws ExecutionException, InterruptedException {
        try {
            creation.get();
            return true;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TopicExistsException) {
                return false;
            }
            throw e;
        }
    }
}
