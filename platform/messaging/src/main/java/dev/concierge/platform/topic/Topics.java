package dev.concierge.platform.topic;

import dev.concierge.platform.kafka.TopicPrefix;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.config.TopicBuilder;
import org.springframework.kafka.core.KafkaAdmin;

/**
 * Topics as the broker has them, asked over one connection that stays open: to begin one takes some 50 ms of a core, and who
 * waits for a topic asks again and again.
 */
public final class Topics implements AutoCloseable {
    private final KafkaAdmin kafka;
    private final TopicPrefix prefix;
    private @Nullable Admin open;

    public Topics(KafkaAdmin kafka, TopicPrefix prefix) {
        this.kafka = kafka;
        this.prefix = prefix;
    }

    /**
     * These topics, in the order given.
     *
     * @param names without the prefix
     * @throws KafkaException when one does not exist (yet) or the broker does not answer
     */
    public Map<String, Found> find(List<String> names) {
        Map<String, TopicDescription> described = await(
                admin().describeTopics(names.stream().map(prefix::prefixed).toList())
                        .allTopicNames());
        Map<String, Found> found = new LinkedHashMap<>();
        for (String name : names) {
            found.put(name, Found.of(Objects.requireNonNull(described.get(prefix.prefixed(name)), name)));
        }
        return found;
    }

    /** Which of these, by names without the prefix, the broker has not. */
    public Set<String> missing(Set<String> names) {
        Set<String> missing = new HashSet<>();
        admin().describeTopics(names.stream().map(prefix::prefixed).toList())
                .topicNameValues()
                .forEach((name, description) -> {
                    if (isUnknown(description)) {
                        missing.add(prefix.unprefixed(name));
                    }
                });
        return missing;
    }

    private static boolean isUnknown(KafkaFuture<TopicDescription> description) {
        try {
            await(description);
            return false;
        } catch (KafkaException failure) {
            if (failure.getCause() instanceof UnknownTopicOrPartitionException) {
                return true;
            }
            throw failure;
        }
    }

    /** What each partition of a topic holds of committed records at the moment. */
    public Map<Integer, Range> ranges(String name) {
        int partitions = Objects.requireNonNull(find(List.of(name)).get(name)).partitions();
        Map<Integer, Long> ends = offsets(name, partitions, OffsetSpec.latest());
        Map<Integer, Range> ranges = new TreeMap<>();
        offsets(name, partitions, OffsetSpec.earliest())
                .forEach((partition, first) ->
                        ranges.put(partition, new Range(first, Objects.requireNonNull(ends.get(partition)))));
        return ranges;
    }

    /** Of each partition the first committed record that is not older; of one without such a record nothing. */
    public Map<Integer, Long> since(String name, Instant time) {
        int partitions = Objects.requireNonNull(find(List.of(name)).get(name)).partitions();
        Map<Integer, Long> offsets = offsets(name, partitions, OffsetSpec.forTimestamp(time.toEpochMilli()));
        offsets.values().removeIf(offset -> offset < 0);
        return offsets;
    }

    private Map<Integer, Long> offsets(String name, int partitions, OffsetSpec spec) {
        Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
        for (int partition = 0; partition < partitions; partition++) {
            asked.put(new TopicPartition(prefix.prefixed(name), partition), spec);
        }
        Map<Integer, Long> offsets = new HashMap<>();
        await(admin().listOffsets(asked, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
                        .all())
                .forEach((partition, found) -> offsets.put(partition.partition(), found.offset()));
        return offsets;
    }

    /**
     * Creates what is missing. Only that goes to {@link KafkaAdmin}, which would add partitions to what exists: see
     * {@link #grow}.
     *
     * @return whether nothing was missing any more
     */
    public boolean create(Collection<Topic> topics) {
        NewTopic[] missing = missing(topics);
        if (missing.length > 0) {
            kafka.createOrModifyTopics(missing);
        }
        return missing.length == 0;
    }

    /**
     * Adds partitions. The order per key holds only if relays are stopped and the topic is drained first
     * (docs/operations.md). A compacted topic would keep its keys' older values in the partitions that they left, and
     * who reads it all anew may meet them after the newer ones.
     *
     * @throws IllegalArgumentException for a compacted topic
     */
    public void grow(String name, int partitions) {
        requireLog(name);
        kafka.createOrModifyTopics(
                TopicBuilder.name(prefix.prefixed(name)).partitions(partitions).build());
    }

    private NewTopic[] missing(Collection<Topic> topics) {
        Set<String> existing = await(admin().listTopics().names());
        return topics.stream()
                .map(topic -> topic.named(prefix.prefixed(topic.name())))
                .filter(topic -> !existing.contains(topic.name()))
                .toArray(NewTopic[]::new);
    }

    private void requireLog(String name) {
        ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, prefix.prefixed(name));
        Config config = Objects.requireNonNull(
                await(admin().describeConfigs(List.of(topic)).all()).get(topic), name);
        String policy = config.get(TopicConfig.CLEANUP_POLICY_CONFIG).value();
        if (policy.contains(TopicConfig.CLEANUP_POLICY_COMPACT)) {
            throw new IllegalArgumentException("topic: " + name + " is compacted (expected: a log)");
        }
    }

    /** The one connection of this process for questions about the broker. */
    synchronized Admin admin() {
        Admin known = open;
        if (known == null) {
            known = Admin.create(kafka.getConfigurationProperties());
            open = known;
        }
        return known;
    }

    @Override
    public synchronized void close() {
        if (open != null) {
            open.close(Duration.ZERO);
            open = null;
        }
    }

    private static <T> T await(KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (ExecutionException failure) {
            throw new KafkaException(failure.getCause());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new KafkaException(stopped);
        }
    }

    /**
     * @param first offset that is still there
     * @param end offset of what is written next
     */
    public record Range(long first, long end) {
        /** Whether one who is to read this offset next misses nothing. */
        public boolean holds(long offset) {
            return first <= offset && offset <= end;
        }
    }

    /**
     * A topic that exists.
     *
     * @param id Kafka's own: another when the topic was deleted and made anew
     */
    public record Found(UUID id, int partitions) {
        private static Found of(TopicDescription description) {
            Uuid id = description.topicId();
            return new Found(
                    new UUID(id.getMostSignificantBits(), id.getLeastSignificantBits()),
                    description.partitions().size());
        }
    }
}
