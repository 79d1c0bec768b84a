package dev.concierge.hub.live;

import dev.concierge.hub.channel.Frame;
import dev.concierge.hub.channel.FrameCodec;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A broadcast ready to be written: encoded once, the same bytes for every subscriber.
 *
 * @param business the tenant it is about; null when it is about none
 * @param frame never changed once made
 */
public record Broadcast(String topic, @Nullable String business, byte[] frame) {
    static Broadcast of(LiveBroadcast live, FrameCodec codec) {
        JsonNode business = live.payload().path("businessId");
        return new Broadcast(
                live.topic(),
                business.isString() ? business.stringValue() : null,
                codec.encode(Frame.broadcast(live.topic(), live.event(), live.payload())));
    }
}
