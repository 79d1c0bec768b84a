package dev.concierge.platform.consumer;

import dev.concierge.platform.message.ReceivedMessage;
import java.util.List;

/**
 * What a service reads: the topics that share a key, and what to do with a batch of their messages. Each bean of
 * this type gets its own consumer group and workers. Batches arrive in order per key, once, inside a transaction.
 */
public interface Subscription {
    /**
     * Tells subscriptions of one service apart; the consumer group is {@code <service>.<name>}, or {@code <service>} for
     * the one without a name.
     */
    default String name() {
        return "";
    }

    /** Topics without the prefix; all have the same key and partition count. */
    List<String> topics();

    /**
     * Handles a batch inside its transaction. What it throws rolls the whole batch back: errors of the
     * infrastructure are retried for ever; for any other error the batch runs again one message at a time and the
     * message that fails is parked.
     */
    void on(List<ReceivedMessage> batch);
}
