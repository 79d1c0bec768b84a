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
     * Whether a message tells that all about its key is to be erased. Such a one does not wait behind a parked message:
     * it removes what is parked for the key, and takes effect.
     */
    default boolean erases(ReceivedMessage message) {
        return false;
    }

    /** Whether its topics are compacted: then messages may be missing, and a number too high is no loss. */
    default boolean compacted() {
        return false;
    }

    /**
     * Whether {@link #on} itself knows a message again that comes twice under one id. Then the platform keeps no ids for
     * it; of messages that a relay of ours sent it keeps none anyway.
     */
    default boolean recognisesRepetitions() {
        return false;
    }

    /**
     * Handles a batch inside its transaction. What it throws rolls the whole batch back: errors of the
     * infrastructure are retried for ever; for any other error the batch runs again one message at a time and the
     * message that fails is parked.
     */
    void on(List<ReceivedMessage> batch);

    /**
     * In the transaction that parks a message which failed by its own fault; not of those that wait behind it. What it throws
     * holds the partition up, so it must take whatever the message is.
     */
    default void parked(ReceivedMessage message) {}
}
