package dev.concierge.platform.outbox;

import dev.concierge.platform.message.MessageNumber;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message on its way out, in the order of {@code seq}.
 *
 * @param number null until the relay has given it one
 */
record OutboxRow(
        long seq,
        short shard,
        UUID id,
        String topic,
        String key,
        String type,
        byte @Nullable [] data,
        @Nullable String traceparent,
        Map<String, String> headers,
        Instant createdAt,
        @Nullable MessageNumber number) {
    OutboxRow numbered(MessageNumber given) {
        return new OutboxRow(seq, shard, id, topic, key, type, data, traceparent, headers, createdAt, given);
    }
}
