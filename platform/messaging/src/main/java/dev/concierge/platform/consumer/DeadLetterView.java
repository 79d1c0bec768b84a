package dev.concierge.platform.consumer;

import java.time.Instant;

/** A parked message as operators see it; the payload stays inside, it may hold what is not theirs to read. */
record DeadLetterView(
        long seq,
        String subscription,
        String topic,
        int partition,
        long offset,
        String key,
        String id,
        String type,
        String cause,
        int attempts,
        Instant parkedAt,
        boolean redriveRequested) {}
