package dev.concierge.platform.kafka;

import jakarta.validation.constraints.NotBlank;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where Kafka is, and who we are there.
 *
 * @param bootstrap host:port list, {@code CONCIERGE_KAFKA_BOOTSTRAP}
 * @param topicPrefix put before every topic, group and transactional id, {@code CONCIERGE_KAFKA_TOPIC_PREFIX}
 * @param login what is shown to the brokers
 * @param properties for every client, such as {@code ssl.truststore.location}; they go before all else
 */
@Validated
@ConfigurationProperties(value = "concierge.kafka", ignoreUnknownFields = false)
public record KafkaSettings(
        @NotBlank @DefaultValue("localhost:9092") String bootstrap,
        @DefaultValue("") String topicPrefix,
        @DefaultValue KafkaLogin login,
        @DefaultValue Map<String, String> properties) {
    /** Of brokers that ask nobody who they are: those of a local fleet and of tests. */
    public static KafkaSettings withoutLogin(String bootstrap, String topicPrefix) {
        return new KafkaSettings(bootstrap, topicPrefix, KafkaLogin.NONE, Map.of());
    }

    public String prefixed(String name) {
        return topicPrefix + name;
    }

    public String unprefixed(String topic) {
        return topic.substring(topicPrefix.length());
    }
}
