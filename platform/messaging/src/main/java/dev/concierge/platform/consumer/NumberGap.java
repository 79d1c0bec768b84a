package dev.concierge.platform.consumer;

import dev.concierge.platform.message.MessageNumber;
import dev.concierge.platform.message.ReceivedMessage;
import dev.concierge.platform.message.Shard;

/**
 * A message carries a number too high: one before it never came. Its partition stops, until it comes or an operator
 * accepts the loss.
 */
final class NumberGap extends RuntimeException {
    private final ReceivedMessage message;
    private final MessageNumber found;
    private final long expected;

    NumberGap(ReceivedMessage message, MessageNumber found, long expected) {
        super(message.topic() + "-" + message.partition() + " offset " + message.offset() + ", shard "
                + Shard.of(message.key()).number() + " of " + message.source() + ": number " + found.number()
                + " (expected: " + expected + "); what lies between was lost");
        this.message = message;
        this.found = found;
        this.expected = expected;
    }

    ReceivedMessage message() {
        return message;
    }

    MessageNumber found() {
        return found;
    }

    long expected() {
        return expected;
    }
}
