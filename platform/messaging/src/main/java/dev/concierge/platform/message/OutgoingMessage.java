package dev.concierge.platform.message;

import java.util.UUID;

/**
 * A message to be published: its topic without the prefix, the key whose order counts, its type and its data.
 *
 * @param id the CloudEvents id; deterministic where the message is the effect of another
 * @param type past tense, such as {@code user.registered}
 * @param data serialised to JSON as the record's value
 */
public record OutgoingMessage(UUID id, String topic, String key, String type, Object data) {}
