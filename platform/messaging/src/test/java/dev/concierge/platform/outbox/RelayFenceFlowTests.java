package dev.concierge.platform.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.concierge.platform.kafka.TestClients;
import dev.concierge.platform.kafka.TopicPrefix;
import dev.concierge.platform.message.MessageJson;
import dev.concierge.platform.message.MessageScope;
import dev.concierge.platform.message.Records;
import dev.concierge.platform.topic.Topic;
import dev.concierge.platform.topic.Topics;
import dev.concierge.testsupport.Infrastructure;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** What a relay that was stopped still wants to send when another has taken over. */
class RelayFenceFlowTests {
    private final String kafka = Infrastructure.get().kafka();
    private final TopicPrefix prefix =
            new TopicPrefix("fence_" + UUID.randomUUID().toString().substring(0, 8) + ".");

    @Test
    void nothingOfAnEarlierRelayGetsThroughAfterATakeOver() {
        assertThat(sentOverATakeOver(_ -> "s-outbox-0")).containsExactly("1", "3");
    }

    /** Planted bug: each relay has a transactional id of its own, so none fences another. */
    @Test
    void withoutTheFenceTheEarlierRelayWouldOvertake() {
        assertThat(sentOverATakeOver(relay -> "s-outbox-0-" + relay)).containsExactly("1", "3", "2");
    }

    private List<String> sentOverATakeOver(UnaryOperator<String> transactionalIds) {
        new Topics(TestClients.admin(kafka), prefix).create(List.of(new Topic("things", 1, Duration.ofDays(1), false)));
        try (RelayProducer stopped = relay(transactionalIds.apply("a"))) {
            stopped.publish(List.of(row(1)), () -> {});
            try (RelayProducer successor = relay(transactionalIds.apply("b"))) {
                successor.publish(List.of(row(3)), () -> {});
            }
            publishIfAllowed(stopped, row(2));
        }
        return committed();
    }

    private static void publishIfAllowed(RelayProducer relay, OutboxRow row) {
        try {
            relay.publish(List.of(row), () -> {});
        } catch (KafkaException fenced) {
            // what the topic holds decides the test
        }
    }

    private RelayProducer relay(String transactionalId) {
        MessageJson json = new MessageJson(JsonMapper.shared());
        Records records = new Records("s", prefix, json, MessageScope.NONE);
        return new RelayProducer(TestClients.producers(kafka), prefix.prefixed(transactionalId), records);
    }

    private List<String> committed() {
        TopicPartition partition = new TopicPartition(prefix.prefixed("things"), 0);
        List<String> values = new ArrayList<>();
        try (Consumer<String, byte[]> consumer = TestClients.consumers(kafka).createConsumer()) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end =
                    consumer.endOffsets(List.of(partition)).values().iterator().next();
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofMillis(100))
                        .forEach(record -> values.add(new String(record.value(), StandardCharsets.UTF_8)));
            }
        }
        return values;
    }

    private static OutboxRow row(int number) {
        byte[] data = Integer.toString(number).getBytes(StandardCharsets.UTF_8);
        return new OutboxRow(
                number,
                (short) 0,
                UUID.randomUUID(),
                "things",
                "a",
                "thing.happened",
                data,
                null,
                Map.of(),
                Instant.EPOCH,
                null);
    }
}
