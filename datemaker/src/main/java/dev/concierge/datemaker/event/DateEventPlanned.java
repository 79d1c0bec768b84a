package dev.concierge.datemaker.event;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** On the wire {@code date-event.planned}. */
record DateEventPlanned(
        UUID eventId,
        Instant startsAt,
        DateEventState state,
        @Nullable String title,
        @Nullable UUID seriesId) {
    static final String TOPIC = "date-events";
    static final String TYPE = "date-event.planned";

    static DateEventPlanned of(DateEvent event) {
        return new DateEventPlanned(event.id().value(), event.startsAt(), event.state(), event.title(), event.series());
    }
}
