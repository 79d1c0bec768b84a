package dev.concierge.platform.topic;

import dev.concierge.platform.kafka.KafkaClients;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;

/** Topics as the broker has them. */
public final class Topics {
    private final KafkaClients kafka;

    public Topics(KafkaClients kafka) {
        this.kafka = kafka;
    }

    /**
     * Kafka's ids of these topics, in the order given.
     *
     * @param names without the prefix
     * @throws KafkaException when one does not exist (yet) or the broker does not answer
     */
    public Map<String, UUID> ids(List<String> names) {
        try (Admin admin = kafka.admin()) {
            Map<String, TopicDescription> found = await(admin.describeTopics(
                            names.stream().map(kafka.settings()::prefixed).toList())
                    .allTopicNames());
            Map<String, UUID> ids = new LinkedHashMap<>();
            for (String name : names) {
                Uuid id = Objects.requireNonNull(found.get(kafka.settings().prefixed(name)), name)
                        .topicId();
                ids.put(name, new UUID(id.getMostSignificantBits(), id.getLeastSignificantBits()));
            }
            return ids;
        }
    }

    /** Creates what is missing; partitions of what exists are left to {@link #grow}. */
    public void create(Collection<Topic> topics) {
        try (Admin admin = kafka.admin()) {
            Set<String> existing = await(admin.listTopics().names());
            List<NewTopic> missing = topics.stream()
                    .filter(topic -> !existing.contains(kafka.settings().prefixed(topic.name())))
                    .map(this::newTopic)
                    .toList();
            admin.createTopics(missing).values().values().forEach(Topics::awaitExistence);
        }
    }

    private static void awaitExistence(KafkaFuture<Void> creation) {
        try {
            await(creation);
        } catch (TopicExistsException anotherPodWasFaster) {
            // which is what was wanted
        }
    }

    /**
     * Adds partitions. The order per key holds only if relays are stopped and the topic is drained first
     * (docs/operations.md). A compacted topic would keep its keys' older values in the partitions that they left, and
     * who reads it all anew may meet them after the newer ones.
     *
     * @throws IllegalArgumentException for a compacted topic
     */
    public void grow(String name, int partitions) {
        try (Admin admin = kafka.admin()) {
            requireLog(admin, name);
            await(admin.createPartitions(Map.of(kafka.settings().prefixed(name), NewPartitions.increaseTo(partitions)))
                    .all());
        }
    }

    private void requireLog(Admin admin, String name) {
        ConfigResource topic =
                new ConfigResource(ConfigResource.Type.TOPIC, kafka.settings().prefixed(name));
        Config config = Objects.requireNonNull(
                await(admin.describeConfigs(List.of(topic)).all()).get(topic), name);
        String policy = config.get(TopicConfig.CLEANUP_POLICY_CONFIG).value();
        if (policy.contains(TopicConfig.CLEANUP_POLICY_COMPACT)) {
            throw new IllegalArgumentException("topic: " + name + " is compacted (expected: a log)");
        }
    }

    private NewTopic newTopic(Topic topic) {
        Map<String, String> config = topic.compacted()
                ? Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT)
                : Map.of(
                        TopicConfig.RETENTION_MS_CONFIG,
                        Long.toString(topic.retention().toMillis()));
        return new NewTopic(kafka.settings().prefixed(topic.name()), Optional.of(topic.partitions()), Optional.empty())
                .configs(config);
    }

    private static <T> T await(KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof KafkaException known) {
                throw known;
            }
            throw new KafkaException(failure.getCause());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new KafkaException(stopped);
        }
    }
}
