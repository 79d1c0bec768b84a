package dev.concierge.datemaker.conduct;

import dev.concierge.datemaker.event.DateEvent;
import dev.concierge.datemaker.event.DateEventState;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * On the wire {@code date-event.moved}: an event has another state.
 *
 * @param reason why it does not take place; null unless SKIPPED
 */
record DateEventMoved(
        UUID eventId, DateEventState state, @Nullable String reason, Instant at) {
    static final String TOPIC = "date-events";
    static final String TYPE = "date-event.moved";

    static DateEventMoved of(DateEvent event, Instant at) {
        return new DateEventMoved(event.id().value(), event.state(), event.skipReason(), at);
    }
}
