package dev.concierge.event.capture;

import dev.concierge.platform.message.OutgoingMessage;
import java.util.List;

/** Where captured things become durable, without a database in between. */
public interface EventLog {
    /**
     * Returns when all messages are acknowledged by all in-sync replicas; messages with one key keep their order.
     *
     * @throws EventLogUnavailable some were not acknowledged in time; sending them again with the same ids is safe
     * @throws TooManyInFlight nothing was sent: too many messages wait for their acknowledgement
     */
    void append(List<OutgoingMessage> messages);
}
