package dev.concierge.bench.dating;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;

/** Links to calls that guests were sent. */
final class Links {
    private static final String TOPIC = "notifications";
    private static final String WORD = "\"invite_to_meeting\"";
    /** Until the outbox is empty. */
    private static final int SETTLING_SECONDS = 5;

    private Links() {}

    /** All that are on the topic, those sent twice too. */
    static int sent(String kafka) throws InterruptedException {
        TimeUnit.SECONDS.sleep(SETTLING_SECONDS);
        Map<String, Object> settings = new HashMap<>(Map.of(
                "bootstrap.servers", kafka,
                "group.id", "drill-" + UUID.randomUUID(),
                "enable.auto.commit", false,
                "isolation.level", "read_committed"));
        int links = 0;
        try (Consumer<String, byte[]> consumer = new DefaultKafkaConsumerFactory<>(
                        settings, new StringDeserializer(), new ByteArrayDeserializer())
                .createConsumer()) {
            List<TopicPartition> all = consumer.partitionsFor(TOPIC).stream()
                    .map(partition -> new TopicPartition(TOPIC, partition.partition()))
                    .toList();
            consumer.assign(all);
            consumer.seekToBeginning(all);
            Map<TopicPartition, Long> ends = consumer.endOffsets(all);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (ConsumerRecord<String, byte[]> message : consumer.poll(Duration.ofMillis(200))) {
                    byte[] value = message.value();
                    if (value != null && new String(value, StandardCharsets.UTF_8).contains(WORD)) {
                        links++;
                    }
                }
            }
        }
        return links;
    }
}
