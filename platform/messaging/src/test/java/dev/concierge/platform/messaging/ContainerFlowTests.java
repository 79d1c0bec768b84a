package dev.concierge.platform.messaging;

import static dev.concierge.platform.messaging.Things.PATIENCE;
import static dev.concierge.platform.messaging.Things.append;
import static dev.concierge.platform.messaging.Things.awaitEffects;
import static dev.concierge.platform.messaging.Things.effects;
import static dev.concierge.platform.messaging.Things.oneTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.concierge.platform.consumer.OwnedShards;
import dev.concierge.platform.consumer.PartitionWork;
import dev.concierge.platform.kafka.TestClients;
import dev.concierge.platform.message.OutgoingMessage;
import dev.concierge.platform.message.Publisher;
import dev.concierge.platform.topic.Topic;
import dev.concierge.platform.topic.Topics;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.RangeAssignor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What spring-kafka's containers and clients would do by themselves, and must not. */
class ContainerFlowTests {
    private final Things things = new Things();

    @AfterEach
    void stop() {
        things.close();
    }

    @Test
    void aDatabaseThatIsAwayWhenPartitionsAreAssignedIsWaitedForByTheSameWorker() throws SQLException {
        Pod pod = things.start();
        append(pod, "a", 1, 10);
        awaitEffects(pod, 10);
        Thread worker = worker();
        double epochs = epochs();

        allowConnections(false);
        try (Consumer<String, byte[]> other = member()) {
            await().atMost(PATIENCE).until(() -> {
                other.poll(Duration.ofMillis(100));
                return !other.assignment().isEmpty();
            });
        }
        double retries = pod.count("consumer.retries");
        await().atMost(PATIENCE).until(() -> pod.count("consumer.retries") > retries + 2);
        allowConnections(true);

        await().atMost(PATIENCE).ignoreExceptions().until(() -> epochs() >= epochs + 16);
        append(pod, "a", 11, 11);
        awaitEffects(pod, 11);
        assertThat(effects(pod, "a")).isEqualTo(oneTo(11));
        assertThat(worker()).isSameAs(worker);
    }

    @Test
    void anErrorEndsAContainerAndAnotherTakesItsPlace() {
        Pod pod = things.start();
        append(pod, "a", 1, 1);
        awaitEffects(pod, 1);
        Thread worker = worker();

        things.errors.set(1);
        append(pod, "a", 2, 10);

        awaitEffects(pod, 10);
        assertThat(effects(pod, "a")).isEqualTo(oneTo(10));
        assertThat(worker.isAlive()).isFalse();
        assertThat(worker()).isNotSameAs(worker);
    }

    /** A member that stays though nobody polls for it would hold the others up. */
    @Test
    void anErrorInTheHandlingOfAFailureEndsTheMembershipToo() {
        Failing failing = new Failing(new AtomicBoolean());
        Pod pod = things.start(failing);
        append(pod, "a", 1, 1);
        awaitEffects(pod, 1);
        Thread worker = worker();

        failing.next.set(true);
        await().atMost(PATIENCE).until(() -> !worker.isAlive());
        append(pod, "a", 2, 10);

        awaitEffects(pod, 10);
        assertThat(effects(pod, "a")).isEqualTo(oneTo(10));
    }

    @Test
    void nothingIsCommittedToKafka() throws Exception {
        Pod pod = things.start();
        append(pod, "a", 1, 10);
        awaitEffects(pod, 10);
        things.close();

        try (Admin admin = admin()) {
            assertThat(admin.listConsumerGroupOffsets(things.environment().prefix() + "pod")
                            .partitionsToOffsetAndMetadata()
                            .get())
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1:1", "no..host:9092"})
    void aServiceStartsWithoutABrokerAndSaysSoon(String bootstrap) {
        Pod.Environment away = new Pod.Environment(
                things.environment().jdbcUrl(),
                things.environment().user(),
                things.environment().password(),
                bootstrap,
                things.environment().prefix());
        Pod pod = things.start(away);
        long start = System.nanoTime();

        CompletableFuture<Void> answer = pod.bean(Publisher.class)
                .publish(new OutgoingMessage(UUID.randomUUID(), "things", "a", "thing.happened", 1));

        assertThat(answer).isCompletedExceptionally();
        // The client's own default is a minute.
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void aTopicThatExistsKeepsItsPartitions() throws Exception {
        String topic = things.environment().prefix() + "things";
        try (Admin admin = admin()) {
            admin.createTopics(List.of(new NewTopic(topic, 4, (short) 1))).all().get();
            try (Pod pod = Pod.of(things.environment())
                    .owning(Topic.log("things"))
                    .owning(Topic.log("others"))
                    .start()) {
                await().atMost(PATIENCE)
                        .ignoreExceptions()
                        .untilAsserted(() ->
                                assertThat(pod.topics().find(List.of("others"))).hasSize(1));
                assertThat(pod.topics().find(List.of("things")).values())
                        .extracting(Topics.Found::partitions)
                        .containsExactly(4);
            }
        }
    }

    private Admin admin() {
        return Admin.create(TestClients.admin(things.environment().kafka()).getConfigurationProperties());
    }

    /** Another member of the pod's group, which makes it give up its partitions and take them anew. */
    private Consumer<String, byte[]> member() {
        Properties properties = new Properties();
        properties.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, RangeAssignor.class.getName());
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest");
        Consumer<String, byte[]> member = TestClients.consumers(
                        things.environment().kafka())
                .createConsumer(things.environment().prefix() + "pod", "", "", properties);
        member.subscribe(List.of(things.environment().prefix() + "things"));
        return member;
    }

    private static Thread worker() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("pod-0"))
                .findFirst()
                .orElseThrow();
    }

    private double epochs() {
        return things.environment()
                .jdbc()
                .sql("SELECT sum(epoch) FROM platform.consumer_position")
                .query(Double.class)
                .single();
    }

    private void allowConnections(boolean allowed) throws SQLException {
        Pod.Environment environment = things.environment();
        Pod.Environment beside = Servers.environment();
        String database = environment.jdbcUrl().substring(environment.jdbcUrl().lastIndexOf('/') + 1);
        try (Connection connection = DriverManager.getConnection(beside.jdbcUrl(), beside.user(), beside.password());
                Statement statement = connection.createStatement()) {
            statement.execute("ALTER DATABASE " + database + " ALLOW_CONNECTIONS " + allowed);
            if (!allowed) {
                // not autovacuum, which only a superuser may end
                statement.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                        + " WHERE backend_type = 'client backend' AND datname = '" + database + "'");
            }
        }
    }

    /** Fails when told to, in a way that cannot be looked into. */
    private record Failing(AtomicBoolean next) implements PartitionWork {
        @Override
        public boolean isDue(OwnedShards shards) {
            if (next.getAndSet(false)) {
                throw new Unfathomable();
            }
            return false;
        }

        @Override
        public void run(OwnedShards shards) {
            throw new AssertionError("never due");
        }
    }

    @SuppressWarnings("serial")
    private static final class Unfathomable extends RuntimeException {
        @Override
        public synchronized Throwable getCause() {
            throw new StackOverflowError();
        }
    }
}
