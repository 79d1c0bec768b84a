package dev.concierge.platform.consumer;

/**
 * Work that only the owner of a partition may do, such as firing timers: runs on the worker's thread between its
 * batches, in a transaction that holds the same fence as a batch. It waits until all has been read that stood in the
 * partitions when they came: what a timer decides must not depend on how long nobody was there to read.
 */
public interface PartitionWork {
    /** The {@link Subscription#name()} whose partitions decide who owns the work. */
    default String subscription() {
        return "";
    }

    /** What it is called where something of it is parked, unique in its subscription; empty if nothing ever is. */
    default String name() {
        return "";
    }

    /** Whether anything is due now in these shards; cheap, outside any transaction. */
    boolean isDue(OwnedShards shards);

    /** Does one bounded step inside the fenced transaction. */
    void run(OwnedShards shards);

    /**
     * Does again what this work parked with {@link ParkedWork#park}, inside the fenced transaction, once everything
     * parked before it for the same key is settled. What it throws leaves it parked.
     */
    default void redrive(ParkedStep parked) {
        throw new UnsupportedOperationException(getClass().getSimpleName() + " parks nothing (expected: redrive)");
    }
}
