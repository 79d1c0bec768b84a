package dev.concierge.platform.message;

import java.util.Map;
import java.util.UUID;

/**
 * A message to be published: its topic without the prefix, the key whose order counts, its type and its data.
 *
 * @param id the CloudEvents id; deterministic where the message is the effect of another
 * @param type past tense, such as {@code user.registered}
 * @param data serialised to JSON as the record's value
 * @param headers besides those of CloudEvents, for readers that know no CloudEvents
 */
public record OutgoingMessage(
        UUID id, String topic, String key, String type, Object data, Map<String, String> headers) {
    public OutgoingMessage {
        headers = Map.copyOf(headers);
    }

    public OutgoingMessage(UUID id, String topic, String key, String type, Object data) {
        this(id, topic, key, type, data, Map.of());
    }
}
