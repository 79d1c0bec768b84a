package dev.concierge.platform.kafka;

/**
 * What stands before every topic, group and transactional id, so that environments share brokers.
 *
 * @param value {@code CONCIERGE_KAFKA_TOPIC_PREFIX}
 */
public record TopicPrefix(String value) {
    public String prefixed(String name) {
        return value + name;
    }

    public String unprefixed(String topic) {
        return topic.substring(value.length());
    }
}
