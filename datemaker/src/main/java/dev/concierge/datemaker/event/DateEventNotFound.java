package dev.concierge.datemaker.event;

import dev.concierge.platform.problem.Fact;
import java.util.UUID;

public final class DateEventNotFound extends Fact {
    public DateEventNotFound(UUID event) {
        super(Kind.NOT_FOUND, "date-event-not-found", "There is no date event " + event + ".");
    }
}
