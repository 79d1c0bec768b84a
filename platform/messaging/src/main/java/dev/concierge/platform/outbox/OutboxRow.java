package dev.concierge.platform.outbox;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A message on its way out, in the order of {@code seq}. */
record OutboxRow(
        long seq,
        UUID id,
        String topic,
        String key,
        String type,
        byte @Nullable [] data,
        @Nullable String traceparent,
        Instant createdAt) {}
