package dev.concierge.platform.messaging;

import static dev.concierge.platform.messaging.Things.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.concierge.platform.consumer.TopicFollower;
import dev.concierge.platform.kafka.TestClients;
import dev.concierge.platform.kafka.TopicPrefix;
import dev.concierge.platform.message.MessageJson;
import dev.concierge.platform.message.MessageScope;
import dev.concierge.platform.message.Records;
import dev.concierge.platform.message.Shard;
import dev.concierge.platform.topic.Topic;
import dev.concierge.platform.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** Who reads a topic without a group, such as every pod of the hub. */
class TopicFollowerFlowTests {
    private final Pod.Environment environment = Servers.environment();
    private final TopicPrefix prefix = new TopicPrefix(environment.prefix());
    private final Topics topics = new Topics(TestClients.admin(environment.kafka()), prefix);
    private final List<Integer> seen = new CopyOnWriteArrayList<>();
    private final AtomicInteger errors = new AtomicInteger();
    private final TopicFollower follower = follower(message -> {
        int number = message.as(Integer.class);
        if (errors.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            throw new StackOverflowError();
        }
        if (number < 0) {
            throw new IllegalArgumentException("number: " + number);
        }
        seen.add(number);
    });

    @BeforeEach
    void create() {
        topics.create(List.of(Topic.log("live")));
    }

    @AfterEach
    void stop() {
        follower.stop();
    }

    @Test
    void readsWhatIsSentFromItsStartOnAndNothingEarlier() {
        send(1);
        start();
        send(2);
        send(3);

        awaitSeen(2, 3);
    }

    @Test
    void everyFollowerReadsAll() {
        List<Integer> elsewhere = new CopyOnWriteArrayList<>();
        TopicFollower other = follower(message -> elsewhere.add(message.as(Integer.class)));
        other.start();
        await().atMost(PATIENCE).until(other::isPositioned);
        start();
        send(1);

        awaitSeen(1);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(elsewhere).containsExactly(1));
        other.stop();
    }

    @Test
    void goesOnWhereItWasAfterAnError() {
        start();
        send(1);
        awaitSeen(1);
        errors.set(1);

        send(2);
        send(3);

        awaitSeen(1, 2, 3);
    }

    @Test
    void skipsAMessageThatFailsOrThatEndsItEachTime() {
        start();
        send(-1);
        send(1);
        awaitSeen(1);
        errors.set(2);

        send(2);
        send(3);

        awaitSeen(1, 3);
    }

    @Test
    void readsWhatWasSentWhileItWasStoppedUnlessRetentionTookIt() throws Exception {
        start();
        send(1);
        awaitSeen(1);
        follower.stop();
        send(2);
        start();
        awaitSeen(1, 2);

        follower.stop();
        send(3);
        TopicPartition partition =
                new TopicPartition(prefix.prefixed("live"), Shard.of("a").partition(16));
        try (Admin admin = Admin.create(TestClients.admin(environment.kafka()).getConfigurationProperties())) {
            admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(-1)))
                    .all()
                    .get();
        }
        start();
        send(4);

        awaitSeen(1, 2, 4);
    }

    @Test
    void aHandlerThatBlocksIsInterruptedAtTheEnd() {
        CountDownLatch blocked = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        TopicFollower blocking = follower(_ -> {
            blocked.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException stop) {
                interrupted.countDown();
                throw stop;
            }
        });
        blocking.start();
        await().atMost(PATIENCE).until(blocking::isPositioned);
        send(1);
        await().atMost(PATIENCE).until(() -> blocked.getCount() == 0);

        blocking.stop();

        await().atMost(Duration.ofSeconds(5)).until(() -> interrupted.getCount() == 0);
    }

    private void start() {
        follower.start();
        await().atMost(PATIENCE).until(follower::isPositioned);
    }

    private void send(int number) {
        try (Producer<String, byte[]> producer =
                TestClients.producers(environment.kafka()).createProducer()) {
            producer.send(new ProducerRecord<>(
                    prefix.prefixed("live"), "a", Integer.toString(number).getBytes(StandardCharsets.UTF_8)));
            producer.flush();
        }
    }

    private void awaitSeen(Integer... numbers) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(seen).containsExactly(numbers));
    }

    private TopicFollower follower(TopicFollower.Handler handler) {
        Records records = new Records("s", prefix, new MessageJson(JsonMapper.shared()), MessageScope.NONE);
        return new TopicFollower(TestClients.consumers(environment.kafka()), topics, prefix, records, "live", handler);
    }
}
