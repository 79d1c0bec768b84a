package dev.concierge.hub.channel;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What a socket has to do next, in the order given. */
public sealed interface Step {
    record Send(Frame frame) implements Step {}

    /**
     * Say whether what this is about is the visitor's, then go on with {@link Conversation#answered}; where that cannot be
     * said, with {@link Conversation#crashed}.
     */
    record AskOwner(Frame join, Visitor visitor, ChannelTopic topic) implements Step {}

    /**
     * From now on the socket gets the topic's broadcasts; whoever has heard the reply misses nothing from there on.
     *
     * @param join the frame to be answered, with what was missed if it asks for that
     * @param since what it asks for; null for no history
     */
    record Join(
            Frame join,
            String topic,
            Audience audience,
            @Nullable Since since) implements Step {
        public Frame reply(JsonNode response) {
            return join.ok(join.joinRef(), response);
        }
    }

    record Unsubscribe(String topic) implements Step {}

    /** Check this token; if it is good, go on with it, and answer. */
    record Refresh(Frame push, JsonNode pushRef, String token) implements Step {}
}
