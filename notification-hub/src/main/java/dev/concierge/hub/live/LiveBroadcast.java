package dev.concierge.hub.live;

import java.util.Objects;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code live.broadcast} on the wire: what goes out on a live channel. Carries no personal data, it lies in Kafka.
 *
 * @param topic of the channel, such as {@code users:{userId}}
 */
record LiveBroadcast(String topic, String event, ObjectNode payload) {
    static final String TOPIC = "live";
    static final String TYPE = "live.broadcast";

    LiveBroadcast {
        Objects.requireNonNull(topic, "topic is null");
        Objects.requireNonNull(event, "event is null");
        Objects.requireNonNull(payload, "payload is null");
    }
}
