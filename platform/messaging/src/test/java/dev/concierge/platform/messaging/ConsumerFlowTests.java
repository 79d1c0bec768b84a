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
import dev.concierge.platform.message.Shard;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ConsumerFlowTests {
    private final Things things = new Things();

    @AfterEach
    void stop() {
        things.close();
    }

    @Test
    void appliesEachMessageOnceInTheOrderOfItsKey() {
        Pod pod = things.start();
        append(pod, "a", 1, 100);
        append(pod, "b", 1, 100);

        awaitEffects(pod, 200);
        assertThat(effects(pod, "a")).isEqualTo(oneTo(100));
        assertThat(effects(pod, "b")).isEqualTo(oneTo(100));
    }

    /** What is polled besides what the container keeps for the next attempt would stop its partition by a gap. */
    @Test
    void anOutageWhileMoreComesLosesNothing() {
        things.slow = true;
        Pod pod = things.start();
        for (int number = 1; number <= 600; number++) {
            append(pod, "a", number, number);
            if (number % 100 == 50) {
                things.outages.set(1);
            }
        }

        awaitEffects(pod, 600);
        assertThat(effects(pod, "a")).isEqualTo(oneTo(600));
        assertThat(pod.count("consumer.number.gaps")).isZero();
        assertThat(pod.count("consumer.retries")).isPositive();
    }

    @Test
    void readsOnFromItsOwnPositionWhateverKafkaHasKept() {
        things.consumeAndEnd("a", 50);

        things.environment().jdbc().sql("TRUNCATE platform.consumed_number").update();
        Pod restarted = things.start();
        append(restarted, "a", 51, 51);

        awaitEffects(restarted, 51);
        assertThat(effects(restarted, "a")).isEqualTo(oneTo(51));
    }

    @Test
    void anErrorOfTheVirtualMachineEndsNoWorker() {
        things.errors.set(1);
        Pod pod = things.start();
        append(pod, "a", 1, 10);

        awaitEffects(pod, 10);
        assertThat(effects(pod, "a")).isEqualTo(oneTo(10));
    }

    @Test
    void aReplayFromTheBeginningHasNoEffect() {
        things.consumeAndEnd("a", 50);

        things.environment()
                .jdbc()
                .sql("UPDATE platform.consumer_position SET next_offset = 0")
                .update();
        Pod replaying = things.start();
        append(replaying, "a", 51, 51);

        awaitEffects(replaying, 51);
        assertThat(effects(replaying, "a")).isEqualTo(oneTo(51));
        assertThat(replaying.count("consumer.duplicates")).isPositive();
    }

    /** The relay ends between the broker's acknowledgement and the delete, again and again. */
    @Test
    void whatARelayPublishesAgainHasOneEffect() {
        Pod pod = things.start();
        append(pod, "a", 1, 1);
        awaitEffects(pod, 1);
        pod.jdbc().sql("""
                CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS
                    'BEGIN RAISE EXCEPTION ''no row leaves''; END'
                """).update();
        pod.jdbc()
                .sql("CREATE TRIGGER kept BEFORE DELETE ON platform.outbox FOR EACH ROW EXECUTE FUNCTION refuse()")
                .update();
        append(pod, "a", 2, 20);
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(pod.count("consumer.duplicates")).isPositive());

        pod.jdbc().sql("DROP TRIGGER kept ON platform.outbox").update();
        append(pod, "a", 21, 30);

        awaitEffects(pod, 30);
        assertThat(effects(pod, "a")).isEqualTo(oneTo(30));
        assertThat(pod.count("consumer.number.gaps")).isZero();
    }

    @Test
    void aLostMessageStopsItsPartitionOnlyUntilAnOperatorAcceptsIt() {
        things.consumeAndEnd("a", 1);
        things.environment()
                .jdbc()
                .sql("UPDATE platform.outbox_number SET last = last + 1")
                .update();
        Pod pod = things.start();
        append(pod, "a", 3, 4);
        append(pod, "b", 1, 2);

        awaitEffects(pod, 3);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(pod.gauge("consumer.gaps.open")).isEqualTo(1));
        assertThat(effects(pod, "a")).containsExactly(1);
        assertThat(effects(pod, "b")).containsExactly(1, 2);

        pod.jdbc().sql("UPDATE platform.consumed_number SET torn = true").update();
        awaitEffects(pod, 5);
        assertThat(effects(pod, "a")).containsExactly(1, 3, 4);
    }

    @Test
    void twoPodsShareTheWorkAndTheSurvivorTakesOver() {
        Pod first = things.start();
        Pod second = things.start();
        append(first, "a", 1, 50);
        append(second, "b", 1, 50);
        awaitEffects(first, 100);

        things.stop(first);
        append(second, "a", 51, 100);
        append(second, "b", 51, 100);

        awaitEffects(second, 200);
        assertThat(effects(second, "a")).isEqualTo(oneTo(100));
        assertThat(effects(second, "b")).isEqualTo(oneTo(100));
    }

    @Test
    void workOfAPartitionRunsWhereThePartitionIs() {
        AtomicReference<OwnedShards> ran = new AtomicReference<>();
        Pod pod = things.start(new PartitionWork() {
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

    @Test
    void workOfAPartitionWaitsForWhatCameWhileNobodyRead() {
        things.consumeAndEnd("a", 1);
        try (Pod publisher = Pod.of(things.environment()).start()) {
            append(publisher, "a", 2, 2_000);
            await().atMost(PATIENCE).until(() -> publisher.count("outbox.published") == 1_999);
        }
        EffectLog log = new EffectLog(things.environment().jdbc());
        AtomicLong read = new AtomicLong();

        things.start(new PartitionWork() {
            @Override
            public boolean isDue(OwnedShards shards) {
                return read.get() == 0;
            }

            @Override
            public void run(OwnedShards shards) {
                read.set(log.count());
            }
        });

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(read).hasValue(2_000));
    }

    @Test
    void aTransactionThatStandsStillDoesNotKeepItsLocks() {
        assertThat(things.start()
                        .jdbc()
                        .sql("SELECT current_setting('idle_in_transaction_session_timeout')")
                        .query(String.class)
                        .single())
                .isEqualTo("10s");
    }
}
