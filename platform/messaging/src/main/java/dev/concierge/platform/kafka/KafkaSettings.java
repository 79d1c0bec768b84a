package dev.concierge.platform.kafka;

import jakarta.validation.constraints.NotBlank;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.validation.annotation.Validated;

/**
 * The fleet's names for what {@code spring.kafka.*} sets. Those that a placeholder can carry over are in
 * {@code concierge-defaults.yaml}.
 *
 * @param bootstrap host:port list, {@code CONCIERGE_KAFKA_BOOTSTRAP}
 * @param topicPrefix {@code CONCIERGE_KAFKA_TOPIC_PREFIX}
 * @param login what is shown to the brokers
 * @param properties of every client, such as {@code ssl.truststore.location}; they go before all else
 */
@Validated
@ConfigurationProperties(value = "concierge.kafka", ignoreUnknownFields = false)
record KafkaSettings(
        @NotBlank @DefaultValue("localhost:9092") String bootstrap,
        @DefaultValue("") String topicPrefix,
        @DefaultValue KafkaLogin login,
        @DefaultValue Map<String, String> properties) {
    void applyTo(KafkaProperties kafka) {
        refuseTransactions(kafka.getProducer().getTransactionIdPrefix());
        kafka.getProperties().putAll(properties);
        kafka.getAdmin().getProperties().putAll(properties);
        kafka.getConsumer().getProperties().putAll(properties);
        kafka.getProducer().getProperties().putAll(properties);
        login.applyTo(kafka);
    }

    /** It would make a second transaction manager beside the database's. */
    private static void refuseTransactions(@Nullable String prefix) {
        if (prefix != null) {
            throw new IllegalArgumentException("spring.kafka.producer.transaction-id-prefix: " + prefix
                    + " (expected: none, the outbox has its own)");
        }
    }
}
