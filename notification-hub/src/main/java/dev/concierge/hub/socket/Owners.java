package dev.concierge.hub.socket;

import dev.concierge.hub.channel.Visitor;

/** Whose conversations with the assistant are whose. Blocks. */
@FunctionalInterface
public interface Owners {
    boolean isOwner(Visitor visitor, String conversationId);
}
