package dev.concierge.platform.parking;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is parked, as operators see it; the payload stays inside, it may hold what is not theirs to read.
 *
 * @param topic null for a step of the service's own work, such as a timer; so are partition and offset
 * @param work which work a step belongs to; null for a message
 */
public record DeadLetterView(
        long seq,
        String subscription,
        @Nullable String topic,
        @Nullable Integer partition,
        @Nullable Long offset,
        @Nullable String work,
        String key,
        String id,
        String type,
        String cause,
        int attempts,
        Instant parkedAt,
        boolean redriveRequested) {}
