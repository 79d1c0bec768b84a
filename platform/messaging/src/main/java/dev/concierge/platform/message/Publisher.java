package dev.concierge.platform.message;

import java.util.concurrent.CompletableFuture;

/** Publishes at once, without a database in between: for ingest, whose promise is the broker's acknowledgement. */
public interface Publisher {
    /**
     * Completes when all in-sync replicas have the message; exceptionally, within about 5 s, when they do not, and
     * before it returns, after at most 500 ms, when the topic cannot be reached or the buffer is full.
     */
    CompletableFuture<Void> publish(OutgoingMessage message);
}
