package dev.concierge.hub.live;

import dev.concierge.hub.channel.FrameCodec;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Fans out what a pod would have read from Kafka. */
public record LocalBroadcasts(Subscribers subscribers) {
    public void send(String topic, String event, String payload) {
        ObjectNode json = (ObjectNode) JsonMapper.shared().readTree(payload);
        try {
            subscribers.fanOut(Broadcast.of(new LiveBroadcast(topic, event, json), new FrameCodec()));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
