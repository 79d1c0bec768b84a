package dev.concierge.event.history;

import dev.concierge.platform.problem.Fact;
import java.util.UUID;

final class EventNotFound extends Fact {
    EventNotFound(UUID eventId) {
        super(Kind.NOT_FOUND, "event-not-found", "There is no event " + eventId + ".");
    }
}
