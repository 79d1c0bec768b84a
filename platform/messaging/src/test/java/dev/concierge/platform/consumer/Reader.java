package dev.concierge.platform.consumer;

import dev.concierge.platform.message.ReceivedMessage;
import java.util.List;

/** Somebody who reads topic {@code t} and does nothing. */
record Reader(boolean recognisesRepetitions, boolean compacted) implements Subscription {
    Reader() {
        this(false, false);
    }

    Reader recognising() {
        return new Reader(true, compacted);
    }

    Reader ofCompacted() {
        return new Reader(recognisesRepetitions, true);
    }

    @Override
    public List<String> topics() {
        return List.of("t");
    }

    @Override
    public void on(List<ReceivedMessage> batch) {}
}
