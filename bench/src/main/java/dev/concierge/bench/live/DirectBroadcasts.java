package dev.concierge.bench.live;

import dev.concierge.platform.message.Shard;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;

/** Broadcasts put straight into the topic {@code live}: what the hub does with one, without the way in. */
final class DirectBroadcasts implements Source, AutoCloseable {
    private static final String TOPIC = "live";

    private final Producer<String, byte[]> producer;
    private final String business;
    private final String topic;
    private final int partition;

    DirectBroadcasts(String bootstrap, String business, String location) {
        this.producer = new DefaultKafkaProducerFactory<>(
                        Map.of("bootstrap.servers", bootstrap, "acks", "all", "linger.ms", "0"),
                        new StringSerializer(),
                        new ByteArraySerializer())
                .createProducer();
        this.business = business;
        this.topic = "resources:" + business + "-" + location;
        this.partition = Shard.of(key()).partition(producer.partitionsFor(TOPIC).size());
    }

    @Override
    public CompletionStage<?> send() {
        CompletableFuture<Void> taken = new CompletableFuture<>();
        producer.send(record(), (_, failure) -> {
            if (failure == null) {
                taken.complete(null);
            } else {
                taken.completeExceptionally(failure);
            }
        });
        return taken;
    }

    private String key() {
        return "resources:" + business;
    }

    private ProducerRecord<String, byte[]> record() {
        String now = Clock.systemUTC().instant().toString();
        String data = "{\"topic\":\"%s\",\"event\":\"resource_update\",\"payload\":%s}"
                .formatted(topic, Posts.notification(business, topic.substring(key().length() + 1), 0));
        ProducerRecord<String, byte[]> record =
                new ProducerRecord<>(TOPIC, partition, key(), data.getBytes(StandardCharsets.UTF_8));
        Map.of(
                        "ce_specversion", "1.0",
                        "ce_id", UUID.randomUUID().toString(),
                        "ce_type", "live.broadcast",
                        "ce_source", "/bench",
                        "ce_time", now,
                        "ce_subject", key(),
                        "content-type", "application/json")
                .forEach((name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        return record;
    }

    @Override
    public void close() {
        producer.close();
    }
}
