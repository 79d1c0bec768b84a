package dev.concierge.platform.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.concierge.platform.consumer.OwnedShards;
import dev.concierge.platform.consumer.PartitionWork;
import dev.concierge.platform.consumer.Subscription;
import dev.concierge.platform.message.OutgoingMessage;
import dev.concierge.platform.message.ReceivedMessage;
import dev.concierge.platform.message.Shard;
import dev.concierge.platform.topic.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;

class ConsumerFlowTests {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Pod.Environment environment = Servers.environment();
    private final List<Pod> pods = new ArrayList<>();
    private final Set<String> poison = ConcurrentHashMap.newKeySet();
    private final AtomicInteger outages = new AtomicInteger();

    @AfterEach
    void stop() {
        pods.forEach(Pod::close);
    }

    @Test
    void appliesEachMessageOnceInTheOrderOfItsKey() {
        Pod pod = start();
        append(pod, "a", 1, 100);
        append(pod, "b", 1, 100);

        awaitEffects(pod, 200);
        assertThat(effects(pod, "a")).isEqualTo(oneTo(100));
        assertThat(effects(pod, "b")).isEqualTo(oneTo(100));
    }

    @Test
    void aReplayFromTheBeginningHasNoEffect() {
        Pod pod = start();
        append(pod, "a", 1, 50);
        awaitEffects(pod, 50);
        stopAll();

        environment
                .jdbc()
                .sql("UPDATE platform.consumer_position SET next_offset = 0")
                .update();
        Pod replaying = start();
        append(replaying, "a", 51, 51);

        awaitEffects(replaying, 51);
        assertThat(effects(replaying, "a")).isEqualTo(oneTo(51));
        assertThat(replaying.count("consumer.duplicates")).isPositive();
    }

    @Test
    void aMessagePublishedTwiceHasOneEffect() {
        Pod pod = start();
        UUID id = UUID.randomUUID();
        for (int time = 0; time < 2; time++) {
            pod.transaction()
                    .executeWithoutResult(
                            _ -> pod.outbox().append(new OutgoingMessage(id, "things", "a", "thing.happened", 1)));
        }
        append(pod, "a", 2, 2);

        awaitEffects(pod, 2);
        assertThat(effects(pod, "a")).containsExactly(1, 2);
    }

    @Test
    void anOutagePausesAndThenGoesOnWithoutParking() {
        Pod pod = start();
        outages.set(3);
        append(pod, "a", 1, 20);

        awaitEffects(pod, 20);
        assertThat(effects(pod, "a")).isEqualTo(oneTo(20));
        assertThat(pod.count("consumer.retries")).isGreaterThanOrEqualTo(3);
        assertThat(pod.count("consumer.parked")).isZero();
    }

    @Test
    void aPoisonMessageHoldsUpItsOwnKeyOnly() {
        Pod pod = start();
        poison.add("a:2");
        append(pod, "a", 1, 4);
        append(pod, "b", 1, 4);

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(parked(pod)).isEqualTo(3));
        assertThat(effects(pod, "a")).containsExactly(1);
        assertThat(effects(pod, "b")).isEqualTo(oneTo(4));
        assertThat(Log.read(environment, "things.dlt", 3))
                .allMatch(record -> record.key().equals("a"));
    }

    @Test
    void aRedriveRunsTheParkedMessagesOfAKeyInOrder() {
        Pod pod = start();
        poison.add("a:2");
        append(pod, "a", 1, 4);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(parked(pod)).isEqualTo(3));

        poison.clear();
        requestRedrive(pod, "a");
        append(pod, "a", 5, 6);

        awaitEffects(pod, 6);
        assertThat(effects(pod, "a")).isEqualTo(oneTo(6));
        assertThat(parked(pod)).isZero();
    }

    @Test
    void aRedriveThatFailsAgainLeavesTheOrderAsItIs() {
        Pod pod = start();
        poison.add("a:1");
        append(pod, "a", 1, 2);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(parked(pod)).isEqualTo(2));

        requestRedrive(pod, "a");

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(pod.jdbc()
                                .sql("SELECT attempts FROM platform.parked_message ORDER BY seq LIMIT 1")
                                .query(Integer.class)
                                .single())
                        .isEqualTo(2));
        assertThat(parked(pod)).isEqualTo(2);
        assertThat(effects(pod, "a")).isEmpty();
    }

    @Test
    void twoPodsShareTheWorkAndTheSurvivorTakesOver() {
        Pod first = start();
        Pod second = start();
        append(first, "a", 1, 50);
        append(second, "b", 1, 50);
        awaitEffects(first, 100);

        first.close();
        pods.remove(first);
        append(second, "a", 51, 100);
        append(second, "b", 51, 100);

        awaitEffects(second, 200);
        assertThat(effects(second, "a")).isEqualTo(oneTo(100));
        assertThat(effects(second, "b")).isEqualTo(oneTo(100));
    }

    @Test
    void aGrownTopicKeepsEveryMessageAndItsOrder() {
        Pod pod = start();
        append(pod, "a", 1, 40);
        append(pod, "b", 1, 40);
        awaitEffects(pod, 80);
        pod.topics().grow("things", 32);
        stopAll();

        Pod grown = start();
        append(grown, "a", 41, 80);
        append(grown, "b", 41, 80);

        awaitEffects(grown, 160);
        assertThat(effects(grown, "a")).isEqualTo(oneTo(80));
        assertThat(effects(grown, "b")).isEqualTo(oneTo(80));
    }

    @Test
    void aDatabaseRestoredIntoANewClusterStartsItsTopicsAfresh() {
        Pod pod = start();
        append(pod, "a", 1, 30);
        awaitEffects(pod, 30);
        stopAll();

        Pod.Environment newCluster = new Pod.Environment(
                environment.jdbcUrl(),
                environment.user(),
                environment.password(),
                environment.kafka(),
                environment.prefix() + "restored.");
        Pod restored = start(newCluster);
        append(restored, "a", 31, 60);

        awaitEffects(restored, 60);
        assertThat(effects(restored, "a")).isEqualTo(oneTo(60));
    }

    @Test
    void workOfAPartitionRunsWhereThePartitionIs() {
        AtomicReference<OwnedShards> ran = new AtomicReference<>();
        Pod pod = start(environment, new PartitionWork() {
            @Override
            public String subscription() {
                return "";
            }

            @Override
            public boolean isDue(OwnedShards shards) {
                return ran.get() == null;
            }

            @Override
            public void run(OwnedShards shards) {
                ran.set(shards);
            }
        });

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(ran.get()).isNotNull());
        assertThat(ran.get().numbers()).hasSize(Shard.COUNT);
        assertThat(pod.count("consumer.fenced")).isZero();
    }

    private Pod start() {
        return start(environment);
    }

    private Pod start(Pod.Environment where, PartitionWork... works) {
        Pod.Builder builder = Pod.of(where).owning(Topic.log("things")).subscribing(Effects::new);
        for (PartitionWork work : works) {
            builder.with(work);
        }
        Pod pod = builder.start();
        pods.add(pod);
        return pod;
    }

    private void stopAll() {
        pods.forEach(Pod::close);
        pods.clear();
    }

    private static void append(Pod pod, String key, int from, int to) {
        for (int number = from; number <= to; number++) {
            pod.append("things", key, number);
        }
    }

    private static void requestRedrive(Pod pod, String key) {
        pod.jdbc()
                .sql("UPDATE platform.parked_message SET redrive_requested_at = now() WHERE key = ?")
                .param(key)
                .update();
    }

    private static long parked(Pod pod) {
        return pod.jdbc()
                .sql("SELECT count(*) FROM platform.parked_message")
                .query(Long.class)
                .single();
    }

    private static void awaitEffects(Pod pod, int count) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(pod.jdbc()
                                .sql("SELECT count(*) FROM effect_log")
                                .query(Long.class)
                                .single())
                        .isEqualTo(count));
    }

    private static List<Integer> effects(Pod pod, String key) {
        return pod.jdbc()
                .sql("SELECT n FROM effect_log WHERE key = ? ORDER BY position")
                .param(key)
                .query((row, index) -> row.getInt(1))
                .list();
    }

    private static List<Integer> oneTo(int last) {
        return java.util.stream.IntStream.rangeClosed(1, last).boxed().toList();
    }

    /** Writes each number it reads, without any check of its own: doubled or swapped messages would show. */
    private final class Effects implements Subscription {
        private final JdbcClient jdbc;

        private Effects(JdbcClient jdbc) {
            this.jdbc = jdbc;
            jdbc.sql("CREATE TABLE IF NOT EXISTS effect_log "
                            + "(position bigint GENERATED ALWAYS AS IDENTITY, key text NOT NULL, n int NOT NULL)")
                    .update();
        }

        @Override
        public String name() {
            return "";
        }

        @Override
        public List<String> topics() {
            return List.of("things");
        }

        @Override
        public void on(List<ReceivedMessage> batch) {
            if (outages.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                throw new DataAccessResourceFailureException("the database is away");
            }
            for (ReceivedMessage message : batch) {
                int number = message.as(Integer.class);
                if (poison.contains(message.key() + ":" + number)) {
                    throw new IllegalArgumentException("number: " + number + " (expected: another)");
                }
                jdbc.sql("INSERT INTO effect_log (key, n) VALUES (?, ?)")
                        .params(message.key(), number)
                        .update();
            }
        }
    }
}
