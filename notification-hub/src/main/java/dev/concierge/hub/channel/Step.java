package dev.concierge.hub.channel;

/** What a socket has to do next, in the order given. */
public sealed interface Step {
    record Send(Frame frame) implements Step {}

    /** From now on the socket gets the topic's broadcasts. */
    record Subscribe(String topic) implements Step {}

    record Unsubscribe(String topic) implements Step {}
}
