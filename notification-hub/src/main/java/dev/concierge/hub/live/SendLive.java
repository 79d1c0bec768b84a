package dev.concierge.hub.live;

import dev.concierge.platform.message.OutgoingMessage;
import dev.concierge.platform.outbox.Outbox;
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/** Sends something to whoever has joined a channel, on any pod, once the surrounding transaction commits. */
public final class SendLive {
    private final Outbox outbox;

    SendLive(Outbox outbox) {
        this.outbox = outbox;
    }

    /** Sends in the order of this channel. */
    public void send(UUID id, String topic, String event, ObjectNode payload) {
        send(id, topic, topic, event, payload);
    }

    /** Sends in the order of another channel, so that the two keep their order among each other. */
    public void send(UUID id, String orderedWith, String topic, String event, ObjectNode payload) {
        LiveBroadcast broadcast = new LiveBroadcast(topic, event, payload);
        outbox.append(new OutgoingMessage(id, LiveBroadcast.TOPIC, orderedWith, LiveBroadcast.TYPE, broadcast));
    }
}
