package dev.concierge.platform.kafka;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.ProducerFactory;

/** Clients of somebody who has no service around him. */
public final class TestClients {
    private TestClients() {}

    public static ConsumerFactory<String, byte[]> consumers(String bootstrap) {
        return new DefaultKafkaConsumerFactory<>(
                config(bootstrap, Map.of("isolation.level", "read_committed", "enable.auto.commit", false)),
                new StringDeserializer(),
                new ByteArrayDeserializer());
    }

    public static ProducerFactory<String, byte[]> producers(String bootstrap) {
        return new DefaultKafkaProducerFactory<>(
                config(bootstrap, Map.of()), new StringSerializer(), new ByteArraySerializer());
    }

    public static KafkaAdmin admin(String bootstrap) {
        return new KafkaAdmin(config(bootstrap, Map.of()));
    }

    private static Map<String, Object> config(String bootstrap, Map<String, Object> more) {
        Map<String, Object> config = new HashMap<>(more);
        config.put("bootstrap.servers", bootstrap);
        return config;
    }
}
