package dev.concierge.event.capture;

import dev.concierge.platform.problem.Fact;

/** Kafka did not take the messages in time. */
final class EventLogUnavailable extends Fact {
    EventLogUnavailable(Throwable cause) {
        super(Kind.UNAVAILABLE, "event-log-unavailable", "The event log is away; send the same request again.");
        initCause(cause);
    }
}
