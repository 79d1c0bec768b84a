package dev.concierge.platform.messaging;

import static dev.concierge.platform.messaging.Things.append;
import static dev.concierge.platform.messaging.Things.awaitEffects;
import static dev.concierge.platform.messaging.Things.effects;
import static dev.concierge.platform.messaging.Things.oneTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.concierge.localstack.infrastructure.KafkaServer;
import dev.concierge.localstack.infrastructure.PostgresDatabases;
import dev.concierge.localstack.infrastructure.PostgresServer;
import dev.concierge.platform.kafka.TestClients;
import dev.concierge.platform.kafka.TopicPrefix;
import dev.concierge.platform.message.Shard;
import dev.concierge.platform.topic.Topic;
import dev.concierge.platform.topic.Topics;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.kafka.core.KafkaAdmin;

/** Topics that are not any more what they were when the positions were written. */
class MovedTopicFlowTests {
    private final Things things = new Things();
    private final KafkaAdmin kafka = TestClients.admin(things.environment().kafka());
    private final Topics topics =
            new Topics(kafka, new TopicPrefix(things.environment().prefix()));

    @AfterEach
    void stop() {
        things.close();
    }

    @Test
    void aGrownTopicKeepsEveryMessageAndItsOrder() {
        List<String> keys = List.of(keyThatStays(), keyThatMoves());
        Pod pod = things.start();
        keys.forEach(key -> append(pod, key, 1, 40));
        awaitEffects(pod, 80);
        things.close();
        topics.grow("things", 32);

        Pod grown = things.start();
        keys.forEach(key -> append(grown, key, 41, 80));

        awaitEffects(grown, 160);
        assertThat(keys).allSatisfy(key -> assertThat(effects(grown, key)).isEqualTo(oneTo(80)));
        Map<String, Set<Integer>> partitions = Log.read(things.environment(), "things", 160).stream()
                .collect(Collectors.groupingBy(
                        ConsumerRecord::key, Collectors.mapping(ConsumerRecord::partition, Collectors.toSet())));
        assertThat(partitions.get(keys.getFirst())).hasSize(1);
        assertThat(partitions.get(keys.getLast())).hasSize(2);
    }

    @Test
    void aCompactedTopicDoesNotGrow() {
        topics.create(List.of(Topic.compacted("states")));

        await().untilAsserted(() -> assertThatThrownBy(() -> topics.grow("states", 32))
                .hasMessage("topic: states is compacted (expected: a log)"));
    }

    @Test
    void aDatabaseRestoredIntoNewClustersLosesNothingAndDoublesNothing(@TempDir Path folder) throws Exception {
        things.consumeAndEnd("a", 30);
        Pod.Environment old = things.environment();
        IntStream.rangeClosed(31, 40).forEach(number -> Dump.unsent(old, "a", number));

        try (PostgresServer cluster = PostgresServer.in(folder, 0)
                .withPrograms(Path.of("target", "programs"))
                .withoutDurability()) {
            cluster.start();
            cluster.databases().create("restored");
            Pod.Environment restored = new Pod.Environment(
                    cluster.databases().url("restored"),
                    PostgresDatabases.OWNER,
                    PostgresDatabases.PASSWORD,
                    old.kafka(),
                    old.prefix() + "restored.");
            Dump.restore(old, restored);
            Pod other = things.start(restored);
            append(other, "a", 41, 60);

            awaitEffects(other, 60);
            assertThat(effects(other, "a")).isEqualTo(oneTo(60));
            things.close();
        }
    }

    @Test
    void offsetsLostToRetentionAreCountedAndSteppedOver() throws Exception {
        things.consumeAndEnd("a", 10);
        publish(11, 20);
        deleteAll();

        Pod late = things.start();
        append(late, "a", 21, 21);

        awaitEffects(late, 11);
        assertThat(effects(late, "a")).startsWith(1).endsWith(10, 21);
        assertThat(late.count("consumer.gaps")).isGreaterThanOrEqualTo(10);
    }

    /** After the last message its transaction's mark lies in the log, and goes with it. */
    @Test
    void whatWasReadAndThenDeletedIsNoLoss() throws Exception {
        Pod pod = things.start();
        append(pod, "a", 1, 10);
        awaitEffects(pod, 10);
        long end = end();
        await().atMost(Things.PATIENCE)
                .untilAsserted(() -> assertThat(position(pod)).isEqualTo(end));
        things.close();
        deleteAll();

        Pod late = things.start();
        append(late, "a", 11, 11);

        awaitEffects(late, 11);
        assertThat(late.count("consumer.gaps")).isZero();
    }

    @Test
    void whatALogThatLostItsEndHasLeftIsReadAgain() {
        things.consumeAndEnd("a", 10);
        things.environment()
                .jdbc()
                .sql("UPDATE platform.consumer_position SET next_offset = next_offset + 1000")
                .update();
        publish(11, 12);

        Pod restarted = things.start();

        awaitEffects(restarted, 12);
        assertThat(effects(restarted, "a")).isEqualTo(oneTo(12));
        assertThat(restarted.count("consumer.duplicates")).isEqualTo(10);
    }

    /** What the broker lost had been read, and other records have its offsets now. */
    @Test
    void aLogThatWasCutAndGrewAgainIsReadFromWhereItWasCut(@TempDir Path folder) {
        KafkaServer broker = KafkaServer.in(folder, 0);
        broker.start();
        try {
            Pod.Environment old = things.environment();
            Pod.Environment where = new Pod.Environment(
                    old.jdbcUrl(), old.user(), old.password(), "127.0.0.1:" + broker.port(), old.prefix());
            append(things.start(where), "a", 1, 10);
            await().atMost(Things.PATIENCE).until(() -> new EffectLog(where.jdbc()).count() == 10);
            things.close();
            where.jdbc()
                    .sql("UPDATE platform.consumer_position SET next_offset = next_offset + 5 WHERE partition = ?")
                    .param(partition().partition())
                    .update();
            broker.stop();
            broker.start();
            try (Pod publisher = Pod.of(where).start()) {
                append(publisher, "a", 11, 30);
                await().atMost(Things.PATIENCE).until(() -> publisher.count("outbox.published") == 20);
            }

            Pod late = things.start(where);

            awaitEffects(late, 30);
            assertThat(effects(late, "a")).isEqualTo(oneTo(30));
            assertThat(late.count("consumer.number.gaps")).isZero();
            things.close();
        } finally {
            broker.stop();
        }
    }

    private TopicPartition partition() {
        return new TopicPartition(
                things.environment().prefix() + "things", Shard.of("a").partition(16));
    }

    private void deleteAll() throws Exception {
        try (Admin admin = Admin.create(kafka.getConfigurationProperties())) {
            admin.deleteRecords(Map.of(partition(), RecordsToDelete.beforeOffset(-1)))
                    .all()
                    .get();
        }
    }

    private long end() throws Exception {
        try (Admin admin = Admin.create(kafka.getConfigurationProperties())) {
            return admin.listOffsets(Map.of(partition(), OffsetSpec.latest()))
                    .partitionResult(partition())
                    .get()
                    .offset();
        }
    }

    private long position(Pod pod) {
        return pod.jdbc()
                .sql("SELECT next_offset FROM platform.consumer_position WHERE partition = ?")
                .param(partition().partition())
                .query(Long.class)
                .single();
    }

    /** Publishes where nobody consumes. */
    private void publish(int from, int to) {
        try (Pod publisher = Pod.of(things.environment()).start()) {
            append(publisher, "a", from, to);
            await().atMost(Things.PATIENCE).until(() -> publisher.count("outbox.published") == to - from + 1);
        }
    }

    private static String keyThatStays() {
        return key(false);
    }

    private static String keyThatMoves() {
        return key(true);
    }

    private static String key(boolean moves) {
        return IntStream.range(0, 100)
                .mapToObj(number -> "key-" + number)
                .filter(key -> (Shard.of(key).partition(16) != Shard.of(key).partition(32)) == moves)
                .findFirst()
                .orElseThrow();
    }
}
