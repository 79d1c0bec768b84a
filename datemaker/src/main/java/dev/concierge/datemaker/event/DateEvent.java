package dev.concierge.datemaker.event;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** @param series the series that planned it; null for a single event */
record DateEvent(
        UUID id,
        Instant startsAt,
        DateEventState state,
        @Nullable String title,
        @Nullable UUID series) {}
