package dev.concierge.hub.live;

import dev.concierge.hub.channel.ChannelTopic;
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

    /** Sends in the order of this channel; {@link ChannelTopic#orderKey} tells which others share it. */
    public void send(UUID id, String topic, String event, ObjectNode payload) {
        send(id, topic, event, payload.toString());
    }

    /** @param payload a JSON object that was checked before, sent on as it is */
    public void send(UUID id, String topic, String event, String payload) {
        append(id, ChannelTopic.orderKey(topic), LiveBroadcast.TYPE, new LiveBroadcast(topic, event, payload));
    }

    /** Closes sockets or channels on every pod. */
    public void disconnect(UUID id, LiveDisconnect whom) {
        append(id, "disconnect", LiveDisconnect.TYPE, whom);
    }

    private void append(UUID id, String key, String type, Object data) {
        outbox.append(new OutgoingMessage(id, LiveBroadcast.TOPIC, key, type, data));
    }
}
