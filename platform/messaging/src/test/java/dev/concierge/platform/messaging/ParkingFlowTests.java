package dev.concierge.platform.messaging;

import static dev.concierge.platform.messaging.Things.PATIENCE;
import static dev.concierge.platform.messaging.Things.append;
import static dev.concierge.platform.messaging.Things.awaitEffects;
import static dev.concierge.platform.messaging.Things.effects;
import static dev.concierge.platform.messaging.Things.oneTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.concierge.platform.kafka.TestClients;
import dev.concierge.platform.message.Shard;
import dev.concierge.platform.topic.Topic;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What happens to a message that cannot be handled, and to those behind it. */
class ParkingFlowTests {
    private final Things things = new Things();

    @AfterEach
    void stop() {
        things.close();
    }

    @Test
    void aPoisonMessageHoldsUpItsOwnKeyOnly() {
        things.poison.add("a:2");
        Pod pod = things.start();
        append(pod, "a", 1, 4);
        append(pod, "b", 1, 4);

        awaitParked(pod, 3);
        awaitEffects(pod, 5);
        assertThat(effects(pod, "a")).containsExactly(1);
        assertThat(effects(pod, "b")).isEqualTo(oneTo(4));
        assertThat(Log.read(things.environment(), "things.dlt", 3))
                .allMatch(record -> record.key().equals("a"));
    }

    @Test
    void aPoisonMessageInALargeBatchIsFoundByHalves() {
        things.poison.add("a:150");
        Pod before = things.start();
        append(before, "b", 1, 1);
        awaitEffects(before, 1);
        things.stop(before);
        Pod relay = Pod.of(things.environment()).owning(Topic.log("things")).start();
        append(relay, "a", 1, 200);
        append(relay, "b", 2, 101);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(relay.gauge("outbox.pending")).isZero());
        relay.close();
        things.batches.set(0);

        Pod pod = things.start();
        awaitParked(pod, 51);
        awaitEffects(pod, 250);
        assertThat(effects(pod, "a")).isEqualTo(oneTo(149));
        assertThat(effects(pod, "b")).isEqualTo(oneTo(101));
        assertThat(things.batches).hasValueLessThan(60);
    }

    @Test
    void aRedriveRunsTheParkedMessagesOfAKeyInOrder() {
        things.poison.add("a:2");
        Pod pod = things.start();
        append(pod, "a", 1, 4);
        awaitParked(pod, 3);

        things.poison.clear();
        requestRedrive(pod, "a");
        append(pod, "a", 5, 6);

        awaitEffects(pod, 6);
        assertThat(effects(pod, "a")).isEqualTo(oneTo(6));
        awaitParked(pod, 0);
        assertThat(pod.count("consumer.redriven")).isGreaterThanOrEqualTo(3);
    }

    @Test
    void aRedriveThatFailsAgainLeavesTheOrderAsItIs() {
        things.poison.add("a:1");
        Pod pod = things.start();
        append(pod, "a", 1, 2);
        awaitParked(pod, 2);

        requestRedrive(pod, "a");

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(pod.jdbc()
                                .sql("SELECT attempts FROM platform.parked_message ORDER BY seq LIMIT 1")
                                .query(Integer.class)
                                .single())
                        .isEqualTo(2));
        awaitParked(pod, 2);
        assertThat(effects(pod, "a")).isEmpty();
    }

    @Test
    void anOutagePausesAndThenGoesOnWithoutParking() {
        things.outages.set(3);
        Pod pod = things.start();
        append(pod, "a", 1, 20);

        awaitEffects(pod, 20);
        assertThat(effects(pod, "a")).isEqualTo(oneTo(20));
        assertThat(pod.count("consumer.retries")).isGreaterThanOrEqualTo(3);
        assertThat(pod.count("consumer.parked")).isZero();
    }

    @Test
    void aMessageTooLargeForItsCopyIsParkedAndCopiedInPart() {
        Pod pod = things.start();
        pod.append("things", "a", "\"".repeat(400_000));
        append(pod, "b", 1, 1);

        awaitParked(pod, 1);
        awaitEffects(pod, 1);
        byte[] copy = Log.read(things.environment(), "things.dlt", 1).getFirst().value();
        assertThat(copy.length).isLessThan(900 * 1024);
        assertThat(pod.jdbc()
                        .sql("SELECT octet_length(payload) FROM platform.parked_message")
                        .query(Integer.class)
                        .single())
                .as("kept whole for the redrive")
                .isEqualTo(800_002);
    }

    @Test
    void whatPostgresCannotHoldIsParkedAllTheSame() {
        Pod pod = things.start();
        String key = "a\0b";
        ProducerRecord<String, byte[]> foreign = new ProducerRecord<>(
                things.environment().prefix() + "things", Shard.of(key).partition(16), key, bytes("no number"));
        foreign.headers().add("ce_id", bytes("1\0"));
        foreign.headers().add("ce_type", bytes("thing\0"));
        foreign.headers().add("ce_time", bytes("+999999999-12-31T23:59:59Z"));
        foreign.headers().add("hops", new byte[] {0, 0, 0, 1});
        try (Producer<String, byte[]> producer =
                TestClients.producers(things.environment().kafka()).createProducer()) {
            await().atMost(PATIENCE)
                    .ignoreExceptions()
                    .until(() -> producer.send(foreign).get() != null);
        }

        awaitParked(pod, 1);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void requestRedrive(Pod pod, String key) {
        pod.jdbc()
                .sql("UPDATE platform.parked_message SET redrive_requested_at = now() WHERE key = ?")
                .param(key)
                .update();
    }

    private static void awaitParked(Pod pod, int count) {
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(pod.gauge("consumer.parked.pending")).isEqualTo(count));
    }
}
