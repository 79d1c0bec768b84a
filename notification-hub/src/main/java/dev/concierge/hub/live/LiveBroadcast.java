package dev.concierge.hub.live;

import com.fasterxml.jackson.annotation.JsonRawValue;
import java.util.Objects;

/**
 * {@code live.broadcast} on the wire: what goes out on a live channel. Carries no personal data, it lies in Kafka.
 *
 * @param topic of the channel, such as {@code users:{userId}}
 * @param payload a JSON object, sent on to the last byte as it came: numbers stay as they were written
 */
record LiveBroadcast(
        String topic, String event, @JsonRawValue String payload) {
    static final String TOPIC = "live";
    static final String TYPE = "live.broadcast";

    LiveBroadcast {
        Objects.requireNonNull(topic, "topic is null");
        Objects.requireNonNull(event, "event is null");
        Objects.requireNonNull(payload, "payload is null");
    }
}
