package dev.concierge.platform.outbox;

import dev.concierge.platform.message.OutgoingMessage;
import java.util.UUID;

/** Publishes messages if and only if the surrounding transaction commits. */
public interface Outbox {
    /**
     * Appends a message to the transaction under way; for one key, call it after the row lock or version check of
     * the aggregate, so that append order is commit order.
     *
     * @throws org.springframework.transaction.IllegalTransactionStateException outside a transaction
     */
    void append(OutgoingMessage message);

    /** Appends a message with a new id and returns the id. */
    UUID append(String topic, String key, String type, Object data);
}
