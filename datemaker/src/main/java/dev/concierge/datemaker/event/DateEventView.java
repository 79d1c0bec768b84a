package dev.concierge.datemaker.event;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

record DateEventView(
        UUID eventId,
        Instant startsAt,
        DateEventState state,
        @Nullable String title,
        @Nullable UUID seriesId) {
    static DateEventView of(DateEvent event) {
        return new DateEventView(event.id().value(), event.startsAt(), event.state(), event.title(), event.series());
    }
}
