package dev.concierge.platform.kafka;

import org.apache.kafka.clients.consumer.Consumer;
import org.springframework.kafka.core.ConsumerFactory;

/** What notification-hub reads its live topic with until it does so through {@code TopicFollower}. */
public record KafkaClients(ConsumerFactory<String, byte[]> consumers, TopicPrefix settings) {
    public Consumer<String, byte[]> freeConsumer() {
        return consumers.createConsumer();
    }
}
