package dev.concierge.platform.message;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A message as it arrived: CloudEvents attributes from the headers, the value parsed when a handler asks for it.
 *
 * @param topic without the prefix
 * @param id {@code ce_id}; for records without CloudEvents headers derived from topic, partition and offset
 * @param type {@code ce_type}; empty for records without CloudEvents headers
 * @param headers every header of the record as text
 * @param readAgain whether the record was read before, and the reader's position went back
 */
public record ReceivedMessage(
        String topic,
        int partition,
        long offset,
        String key,
        String id,
        String type,
        String source,
        Instant time,
        Map<String, String> headers,
        MessageBody body,
        MessageScope scope,
        boolean readAgain) {

    public ReceivedMessage(
            String topic,
            int partition,
            long offset,
            String key,
            String id,
            String type,
            String source,
            Instant time,
            Map<String, String> headers,
            MessageBody body,
            MessageScope scope) {
        this(topic, partition, offset, key, id, type, source, time, headers, body, scope, false);
    }

    public ReceivedMessage asReadAgain() {
        return new ReceivedMessage(topic, partition, offset, key, id, type, source, time, headers, body, scope, true);
    }

    /** Runs an action as part of this message's trace; what it appends to the outbox continues the trace. */
    public void within(Runnable action) {
        scope.run(topic + " " + type, headers, action);
    }

    /** The value read as {@code type}, unknown fields ignored. */
    public <T> T as(Class<T> type) {
        return body.as(type);
    }

    /** The value as a JSON tree; null for a tombstone. */
    public @Nullable JsonNode json() {
        return body.json();
    }
}
