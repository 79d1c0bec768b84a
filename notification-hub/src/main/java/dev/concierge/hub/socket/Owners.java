package dev.concierge.hub.socket;

import dev.concierge.hub.channel.ChannelTopic;
import dev.concierge.hub.channel.Visitor;

/** Whose conversations with the assistant and whose jobs are whose. Blocks. */
@FunctionalInterface
public interface Owners {
    boolean isOwner(Visitor visitor, ChannelTopic topic);
}
