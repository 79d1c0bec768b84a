package dev.concierge.platform.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.concierge.platform.message.OutgoingMessage;
import dev.concierge.platform.message.Shard;
import dev.concierge.platform.topic.Topic;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

class OutboxFlowTests {
    private final Pod.Environment environment = Servers.environment();
    private Pod pod;

    @BeforeEach
    void start() {
        pod = Pod.of(environment).owning(Topic.log("things")).start();
        pod.jdbc()
                .sql("CREATE TABLE counter (key text PRIMARY KEY, n int NOT NULL)")
                .update();
    }

    @AfterEach
    void stop() {
        pod.close();
    }

    @Test
    void publishesEachKeyInTheOrderOfItsCommits() throws Exception {
        List<String> keys = List.of("a", "b", "c", "d", "e");
        keys.forEach(key ->
                pod.jdbc().sql("INSERT INTO counter VALUES (?, 0)").param(key).update());
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Future<?>> writers = new ArrayList<>();
            for (int writer = 0; writer < 4; writer++) {
                writers.add(threads.submit(() -> {
                    for (int i = 0; i < 250; i++) {
                        countUp(keys.get(i % keys.size()));
                    }
                }));
            }
            for (Future<?> writer : writers) {
                writer.get();
            }
        }

        Map<String, Integer> last = new HashMap<>();
        for (ConsumerRecord<String, byte[]> record : Log.read(environment, "things", 1_000)) {
            int number = number(record);
            assertThat(number)
                    .as("after %s of %s", last, record.key())
                    .isEqualTo(last.getOrDefault(record.key(), 0) + 1);
            last.put(record.key(), number);
        }
        assertThat(last).hasSize(5).allSatisfy((_, number) -> assertThat(number).isEqualTo(200));
    }

    /** What is read while the batch before is on its way. */
    @Test
    void aBacklogOfManyFullBatchesLeavesOnceAndInOrder() {
        pod.jdbc()
                .sql("INSERT INTO platform.outbox (shard, id, topic, key, type, data) SELECT "
                        + Shard.of("a").number()
                        + ", gen_random_uuid(), 'things', 'a', 'thing.happened', n::text::bytea"
                        + " FROM generate_series(1, 11_000) AS n")
                .update();

        assertThat(numbers(11_000))
                .isEqualTo(IntStream.rangeClosed(1, 11_000).boxed().toList());
        await().untilAsserted(() -> assertThat(pod.gauge("outbox.pending")).isZero());
    }

    @Test
    void anEarlyTransactionIdWithALateRowLockKeepsTheOrderOfCommits() throws SQLException {
        pod.jdbc().sql("INSERT INTO counter VALUES ('a', 0)").update();
        try (Connection early = connection(environment.jdbcUrl());
                Statement statement = early.createStatement()) {
            early.setAutoCommit(false);
            statement.execute("SELECT pg_current_xact_id()");

            countUp("a");
            assertThat(numbers(1)).containsExactly(1);

            statement.execute("UPDATE counter SET n = n + 1 WHERE key = 'a'");
            statement.execute(row("a", 2));
            early.commit();
        }
        assertThat(numbers(2)).containsExactly(1, 2);
    }

    @Test
    void aLongTransactionBesideHoldsNothingUpAndLosesNothing() throws SQLException {
        try (Connection slow = connection(environment.jdbcUrl());
                Statement statement = slow.createStatement()) {
            slow.setAutoCommit(false);
            statement.execute(row("slow", 1));

            for (int number = 1; number <= 300; number++) {
                pod.append("things", "quick", number);
            }
            assertThat(numbers(300)).hasSize(300);

            slow.commit();
        }
        assertThat(Log.read(environment, "things", 301))
                .anyMatch(record -> record.key().equals("slow"));
    }

    @Test
    void theNewestTransactionOfAllMayTakeItsTime() throws SQLException {
        pod.append("things", "quick", 1);
        assertThat(numbers(1)).containsExactly(1);
        try (Connection slow = connection(environment.jdbcUrl());
                Statement statement = slow.createStatement()) {
            slow.setAutoCommit(false);
            statement.execute(row("slow", 2));
            await().during(Duration.ofSeconds(2))
                    .atMost(Duration.ofSeconds(5))
                    .until(() -> pod.count("outbox.published") == 1);

            slow.commit();
        }
        assertThat(numbers(2)).containsExactlyInAnyOrder(1, 2);
    }

    @Test
    void anOpenTransactionInAnotherDatabaseHoldsNothingUp() throws SQLException {
        try (Connection other = connection(Servers.environment().jdbcUrl());
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("SELECT pg_current_xact_id()");

            pod.append("things", "a", 1);

            assertThat(numbers(1)).containsExactly(1);
        }
    }

    @Test
    void publishesNothingOfATransactionThatRollsBack() {
        pod.transaction().executeWithoutResult(status -> {
            pod.outbox().append("things", "a", "thing.happened", 1);
            status.setRollbackOnly();
        });
        pod.append("things", "a", 2);

        assertThat(numbers(1)).containsExactly(2);
    }

    @Test
    void publishesNothingOfASavepointThatRollsBack() {
        TransactionTemplate nested = new TransactionTemplate(pod.bean(PlatformTransactionManager.class));
        nested.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
        pod.transaction().executeWithoutResult(_ -> {
            nested.executeWithoutResult(status -> {
                pod.outbox().append("things", "a", "thing.happened", 1);
                status.setRollbackOnly();
            });
            pod.outbox().append("things", "a", "thing.happened", 2);
            nested.executeWithoutResult(status -> {
                pod.outbox().append("things", "a", "thing.happened", 3);
                status.setRollbackOnly();
            });
            nested.executeWithoutResult(_ -> pod.outbox().append("things", "a", "thing.happened", 4));
        });

        assertThat(numbers(2)).containsExactly(2, 4);
    }

    @Test
    void whatTheBrokerRefusesStaysAndHoldsItsPlace() throws Exception {
        pod.append("things", "a", 1);
        assertThat(numbers(1)).containsExactly(1);
        limit(100);

        pod.append("things", "a", 22);
        pod.append("things", "a", 333);
        await().untilAsserted(() -> assertThat(pod.count("outbox.failures")).isPositive());
        await().untilAsserted(() -> assertThat(pod.gauge("outbox.pending")).isEqualTo(2));
        await().untilAsserted(() -> assertThat(pod.gauge("outbox.oldest.age")).isPositive());
        limit(1_000_000);

        assertThat(numbers(3)).containsExactly(1, 22, 333);
    }

    @Test
    void aMissingTopicHoldsItsOwnRowsOnly() {
        pod.append("nowhere", "a", 1);
        pod.append("things", "a", 1);
        pod.append("nowhere", "a", 2);
        pod.append("things", "a", 2);

        assertThat(numbers(2)).containsExactly(1, 2);
        await().untilAsserted(() -> assertThat(pod.gauge("outbox.topics.held")).isEqualTo(1));

        pod.topics().create(List.of(Topic.log("nowhere")));
        assertThat(Log.read(environment, "nowhere", 2).stream().map(OutboxFlowTests::number))
                .containsExactly(1, 2);
        await().untilAsserted(() -> assertThat(pod.gauge("outbox.topics.held")).isZero());
    }

    @Test
    void aTopicThatIsDeletedLaterHoldsItsOwnRowsOnly() throws Exception {
        pod.topics().create(List.of(Topic.log("passing")));
        pod.append("passing", "a", 1);
        Log.read(environment, "passing", 1);
        try (Admin admin = Admin.create(pod.bean(KafkaAdmin.class).getConfigurationProperties())) {
            admin.deleteTopics(List.of(environment.prefix() + "passing")).all().get();
        }

        pod.append("passing", "a", 2);
        pod.append("things", "a", 1);

        await().atMost(Things.PATIENCE.multipliedBy(2))
                .untilAsserted(() -> assertThat(pod.gauge("outbox.topics.held")).isEqualTo(1));
        pod.append("things", "a", 2);
        assertThat(numbers(2)).containsExactly(1, 2);
    }

    @Test
    void theFirstMessageAfterAnIdleStartIsNotOverlooked() {
        await().until(() -> pod.jdbc()
                        .sql("SELECT count(*) FROM platform.outbox_lease")
                        .query(Long.class)
                        .single()
                == 1);
        await().during(Duration.ofMillis(500)).until(() -> pod.count("outbox.published") == 0);

        pod.append("things", "a", 1);

        assertThat(numbers(1)).containsExactly(1);
    }

    @Test
    void deletesWhatItPublished() {
        pod.append("things", "a", 1);

        Log.read(environment, "things", 1);
        await().untilAsserted(() -> assertThat(pod.jdbc()
                        .sql("SELECT count(*) FROM platform.outbox")
                        .query(Long.class)
                        .single())
                .isZero());
    }

    @Test
    void writesCloudEventsInBinaryMode() {
        pod.append("things", "a", Map.of("n", 1));

        ConsumerRecord<String, byte[]> record =
                Log.read(environment, "things", 1).getFirst();
        Map<String, String> headers = new HashMap<>();
        record.headers().forEach(header -> headers.put(header.key(), text(header.value())));
        assertThat(headers)
                .containsEntry("ce_specversion", "1.0")
                .containsEntry("ce_type", "thing.happened")
                .containsEntry("ce_source", "/pod")
                .containsEntry("ce_subject", "a")
                .containsEntry("ce_dataschema", "things.schema.json#/$defs/thing.happened")
                .containsEntry("content-type", "application/json")
                .containsKeys("ce_id", "ce_time");
        assertThat(text(record.value())).isEqualTo("{\"n\":1}");
    }

    @Test
    void aMessagesOwnHeadersGoWithIt() {
        OutgoingMessage message = new OutgoingMessage(
                UUID.randomUUID(), "things", "a", "thing.happened", 1, Map.of("chat_id", "Zoë \"7\""));
        pod.transaction().executeWithoutResult(_ -> pod.outbox().append(message));

        ConsumerRecord<String, byte[]> record =
                Log.read(environment, "things", 1).getFirst();
        assertThat(text(record.headers().lastHeader("chat_id").value())).isEqualTo("Zoë \"7\"");
    }

    @Test
    void refusesAMessageOutsideATransaction() {
        assertThatThrownBy(() -> pod.outbox().append("things", "a", "thing.happened", 1))
                .isInstanceOf(IllegalTransactionStateException.class);
    }

    @Test
    void refusesAMessageThatKafkaCouldNotTake() {
        assertThatThrownBy(() -> pod.append("things", "a", "x".repeat(1_000_000)))
                .hasMessage("things thing.happened: 1000002 bytes (expected: at most 921600)");
    }

    /** How many bytes a batch of records may have. */
    private void limit(int bytes) throws Exception {
        ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, environment.prefix() + "things");
        AlterConfigOp change = new AlterConfigOp(
                new ConfigEntry(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(bytes)),
                AlterConfigOp.OpType.SET);
        try (Admin admin = Admin.create(pod.bean(KafkaAdmin.class).getConfigurationProperties())) {
            admin.incrementalAlterConfigs(Map.of(topic, List.of(change))).all().get();
        }
    }

    private void countUp(String key) {
        pod.transaction().executeWithoutResult(_ -> {
            int number = pod.jdbc()
                    .sql("UPDATE counter SET n = n + 1 WHERE key = ? RETURNING n")
                    .param(key)
                    .query(Integer.class)
                    .single();
            pod.outbox().append("things", key, "thing.happened", number);
        });
    }

    private List<Integer> numbers(int count) {
        return Log.read(environment, "things", count).stream()
                .map(OutboxFlowTests::number)
                .toList();
    }

    static int number(ConsumerRecord<String, byte[]> record) {
        return Integer.parseInt(text(record.value()));
    }

    private static String text(byte[] value) {
        return new String(value, StandardCharsets.UTF_8);
    }

    static String row(String key, int number) {
        return "INSERT INTO platform.outbox (shard, id, topic, key, type, data) VALUES ("
                + Shard.of(key).number() + ", gen_random_uuid(), 'things', '" + key
                + "', 'thing.happened', '" + number + "')";
    }

    private Connection connection(String url) throws SQLException {
        return DriverManager.getConnection(url, environment.user(), environment.password());
    }
}
