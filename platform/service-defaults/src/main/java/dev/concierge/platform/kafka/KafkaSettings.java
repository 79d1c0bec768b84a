package dev.concierge.platform.kafka;

import jakarta.validation.constraints.NotBlank;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where Kafka is.
 *
 * @param bootstrap host:port list, {@code CONCIERGE_KAFKA_BOOTSTRAP}
 * @param topicPrefix put before every topic, group and transactional id, {@code CONCIERGE_KAFKA_TOPIC_PREFIX}
 * @param properties for every client, such as {@code sasl.jaas.config}
 */
@Validated
@ConfigurationProperties(value = "concierge.kafka", ignoreUnknownFields = false)
public record KafkaSettings(
        @NotBlank @DefaultValue("localhost:9092") String bootstrap,
        @DefaultValue("") String topicPrefix,
        @DefaultValue Map<String, String> properties) {
    public String prefixed(String name) {
        return topicPrefix + name;
    }

    public String unprefixed(String topic) {
        return topic.substring(topicPrefix.length());
    }
}
